// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Asking as Answer } from '../../messages/asking.ts'
import type { Explanation } from '../../messages/protocol.ts'
import type { Ask } from '../../messages/send.ts'
import { WordsProvider } from '../i18n/context.ts'
import { createWords } from '../i18n/words.ts'
import { Asking } from './Asking.tsx'
import type { KeptWords } from './use-kept.ts'

const ADDRESS = 'https://games.test/play'
const TEN = Date.UTC(2026, 10, 24, 10)
const explanation = {
  school: { name: 'Hill School', contact: 'Mrs Patel' },
  timeZone: 'Europe/London',
  now: TEN,
} as Explanation

const nothing: Answer = { may: 'yes', waits: false }
const with_ = (request: NonNullable<Answer['request']>, waits = false): Answer => ({
  may: 'yes',
  waits,
  request,
})

afterEach(cleanup)

/** With a worker that answers so; `then`: after something was sent. */
function show(
  first: Answer | Error,
  then: Answer = first instanceof Error ? nothing : first,
  kept?: KeptWords,
) {
  const state = { now: first }
  let hear: () => void = () => undefined
  const ask = vi.fn(async (type: string, _body: unknown) => {
    if (type === 'ask-for') state.now = then
    if (state.now instanceof Error) throw state.now
    return state.now
  })
  const news = (heard: () => void) => {
    hear = heard
    return () => undefined
  }
  render(
    <WordsProvider value={createWords()}>
      <Asking
        address={ADDRESS}
        ask={ask as unknown as Ask}
        news={news}
        explanation={explanation}
        {...(kept && { kept })}
      >
        <p>Ask somebody</p>
      </Asking>
    </WordsProvider>,
  )
  return {
    ask,
    hears: (next: Answer) =>
      act(() => {
        state.now = next
        hear()
      }),
  }
}
const standing = () => screen.getByRole('status').textContent

it('takes a reason, by a word that is chosen, and says who has it', async () => {
  const { ask } = show(nothing, with_({ state: 'open', with: 'teacher', name: 'Ms Khan' }))
  fireEvent.click(await screen.findByRole('button', { name: 'Ask for this page' }))
  await waitFor(() => expect(document.activeElement?.id).toBe('asking-why'))
  fireEvent.click(screen.getByRole('button', { name: 'For my homework' }))
  fireEvent.click(screen.getByRole('button', { name: 'Send' }))
  await waitFor(() => expect(standing()).toContain('Ms Khan has your question now.'))
  expect(ask).toHaveBeenCalledWith('ask-for', { url: ADDRESS, why: 'ready:homework' })
  expect(screen.queryByRole('button')).toBeNull()
})

it('hears of the decision while it is looked at', async () => {
  const { hears } = show(with_({ state: 'open', with: 'network' }))
  await waitFor(() => expect(standing()).toContain('Mrs Patel'))
  await hears(with_({ state: 'refused', with: 'network', reason: 'Not for school work' }))
  await waitFor(() => expect(standing()).toBe('The answer is no, this time.They say:Not for school work'))
  await hears(with_({ state: 'approved', with: 'teacher', name: 'Ms Khan', until: TEN + 40 * 60_000 }))
  await waitFor(() => expect(standing()).toContain('Ms Khan said yes, until 10:40.'))
})

it('offline it is said to be kept; on a device that waits, till the school has said yes to it', async () => {
  const { hears } = show(with_({ state: 'kept', with: 'network' }))
  await waitFor(() => expect(standing()).toContain('It goes off by itself when you are online.'))
  await hears(with_({ state: 'kept', with: 'network' }, true))
  await waitFor(() => expect(standing()).toContain('Your school has to say yes to this device first.'))
})

it('may be asked for anew once its time is over', async () => {
  show(with_({ state: 'ended', with: 'network' }))
  await screen.findByRole('button', { name: 'Ask for this page' })
  expect(standing()).toContain('That time is over now.')
})

it('may be asked for anew after too many: the others may be decided by now', async () => {
  show(with_({ state: 'many', with: 'network' }))
  await screen.findByRole('button', { name: 'Ask for this page' })
})

it('says whom to ask where nobody can be asked from here, and what to do when nobody is signed in', async () => {
  show({ may: 'closed', waits: false })
  await screen.findByText('Ask somebody')
  cleanup()
  show(new Error('no worker'))
  await screen.findByText('Ask somebody')
  cleanup()
  show({ may: 'nobody', waits: false })
  await screen.findByText(/sign in to this browser first/)
})

it('sends what the pupil wrote as it was written', async () => {
  const { ask } = show(nothing)
  fireEvent.click(await screen.findByRole('button', { name: 'Ask for this page' }))
  fireEvent.input(screen.getByRole('textbox'), { target: { value: 'For my model' } })
  fireEvent.click(screen.getByRole('button', { name: 'Send' }))
  await waitFor(() => expect(ask).toHaveBeenCalledWith('ask-for', { url: ADDRESS, why: 'For my model' }))
})

describe('what is half written', () => {
  const memory = (words = '') => {
    const state = { words }
    const kept: KeptWords = {
      read: async () => state.words,
      keep: async (next) => void (state.words = next),
    }
    return { state, kept }
  }
  const box = () => screen.findByLabelText<HTMLTextAreaElement>('Why do you need it?')

  it('is there again when the page comes back from under the cover', async () => {
    const { kept } = memory()
    show(nothing, nothing, kept)
    fireEvent.click(await screen.findByRole('button', { name: 'Ask for this page' }))
    fireEvent.input(await box(), { target: { value: 'For the volc' } })
    cleanup()
    show(nothing, nothing, kept)
    await waitFor(async () => expect((await box()).value).toBe('For the volc'))
  })

  it('is kept no longer once it is sent, or nobody wants to ask any more', async () => {
    const sent = memory('For my homework')
    show(nothing, with_({ state: 'open', with: 'network' }), sent.kept)
    await waitFor(async () => expect((await box()).value).toBe('For my homework'))
    fireEvent.click(screen.getByRole('button', { name: 'Send' }))
    await waitFor(() => expect(standing()).toContain('Mrs Patel'))
    await waitFor(() => expect(sent.state.words).toBe(''))
    cleanup()
    const left = memory('Please')
    show(nothing, nothing, left.kept)
    await box()
    fireEvent.click(screen.getByRole('button', { name: 'Not now' }))
    expect(left.state.words).toBe('')
    expect(await screen.findByRole('button', { name: 'Ask for this page' })).toBeTruthy()
  })

  it('stays where the worker did not take it', async () => {
    const { state, kept } = memory('Please')
    const { ask } = show(nothing, nothing, kept)
    await waitFor(async () => expect((await box()).value).toBe('Please'))
    ask.mockRejectedValueOnce(new Error('gone'))
    fireEvent.click(screen.getByRole('button', { name: 'Send' }))
    await waitFor(() => expect(ask).toHaveBeenCalledWith('ask-for', { url: ADDRESS, why: 'Please' }))
    expect(state.words).toBe('Please')
    expect((await box()).value).toBe('Please')
  })

  it('that comes late does not take the place of what was written meanwhile', async () => {
    let arrive: (words: string) => void = () => undefined
    const read = () => new Promise<string>((resolve) => (arrive = resolve))
    show(nothing, nothing, { read, keep: async () => undefined })
    fireEvent.click(await screen.findByRole('button', { name: 'Ask for this page' }))
    fireEvent.input(await box(), { target: { value: 'New' } })
    await act(async () => arrive('Old'))
    expect((await box()).value).toBe('New')
  })
})
