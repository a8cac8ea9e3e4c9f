// @vitest-environment happy-dom
/** Telling someone: what is kept, sent and said, step by step. */
import { cleanup, fireEvent, screen } from '@testing-library/preact'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { khan, press, sentContent, show, startOf } from './testing-report.tsx'

afterEach(cleanup)

describe('telling someone', () => {
  it('by tap alone, without a word: kept first, then told to the worker, with a number at once', async () => {
    const { box, ask, over } = show()
    await press('Someone is unkind')
    await press('Next')
    await screen.findByText('They are there now. They plan to read it soon.')
    await press('Send it')
    await screen.findByText('It is with your school now.')
    expect(screen.getByText(/^\d{3} \d{3}$/)).toBeDefined()
    expect(over).toHaveBeenCalledOnce()
    expect(box.keep.mock.invocationCallOrder[0]).toBeLessThan(ask.mock.invocationCallOrder.at(-1) ?? 0)
    expect(await sentContent(box, khan)).toMatchObject({
      kind: 'unkind',
      words: '',
      sender: { name: 'ada@hill.test' },
    })
    expect(box.keep.mock.calls[0]?.[0]).toMatchObject({ who: 'person ada@hill.test' })
  })

  it('a look at the own reports loses nothing that was written; after a receipt the page is empty', async () => {
    show()
    await press('Someone is unkind')
    fireEvent.input(await screen.findByRole('textbox'), { target: { value: 'At lunch' } })
    await press('Back')
    await press('My reports')
    await press('Tell someone')
    await press('Someone is unkind')
    await screen.findByDisplayValue('At lunch')
    await press('Next')
    await press('Send it')
    await screen.findByText('Thank you for telling us')
    await press('My reports')
    await press('Tell someone')
    await press('Bad words')
    expect(await screen.findByRole('textbox')).toHaveProperty('value', '')
  })

  it('where nobody is signed in says until when the answer can be seen', async () => {
    show({
      start: startOf({ sender: { group: 'Year 5' }, who: 'session x' }),
      draft: { kind: 'saw', step: 'who' },
    })
    await press('Send it')
    await screen.findByText(/You need your number for that/)
    cleanup()
    show({ draft: { kind: 'saw', step: 'who' } })
    await press('Send it')
    await screen.findByText(/You can see the answer/)
    expect(screen.queryByText(/You need your number for that/)).toBeNull()
  })

  it.each([
    ['nobody knows whether mail works', {}],
    ['mail does not work', { mail: false }],
  ] as const)('promises no message at any hour when %s', async (_, part) => {
    show({ start: startOf(part), draft: { kind: 'saw', step: 'who', today: true } })
    await screen.findByText(/They see it when they next look/)
    expect(screen.queryByText(/at any hour/)).toBeNull()
  })

  it('nor offline', async () => {
    const line = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    show({ start: startOf({ mail: true }), draft: { kind: 'saw', step: 'who', today: true } })
    await screen.findByText(/They see it when they next look/)
    line.mockRestore()
  })

  it('on a computer that forgets, does not say that it is safe there', async () => {
    show({ sent: false, start: startOf({ forgets: true }), draft: { kind: 'saw', step: 'who' } })
    await press('Send it')
    await screen.findByText(/Please stay signed in/)
    expect(screen.queryByText(/safe on this computer/)).toBeNull()
  })

  it('offline it is safe on this computer', async () => {
    show({ sent: false, draft: { kind: 'saw', step: 'who' } })
    await press('Send it')
    await screen.findByText(/It goes to your school as soon as you are online/)
  })
})
