// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, expect, it, vi } from 'vitest'
import type { OwnConcern } from '../../concern/box.ts'
import { newReplyKey } from '../../concern/member-key.ts'
import type { Reached } from '../../messages/concerns.ts'
import type { Ask } from '../../messages/send.ts'
import { WordsProvider } from '../i18n/context.ts'
import { createWords } from '../i18n/words.ts'
import { MyReports } from './MyReports.tsx'
import { khan, NOW, press, startOf } from './testing-report.tsx'

afterEach(cleanup)

const own = async (part: Partial<OwnConcern>): Promise<OwnConcern> => ({
  id: part.receipt ?? 'one',
  receipt: '123 456',
  at: NOW,
  owner: 'o',
  state: 'sent',
  secret: 's',
  reply: (await newReplyKey()).pair,
  readers: [khan.id],
  messages: [],
  identityOpened: [],
  read: 0,
  ...part,
})

function show(
  mine: readonly OwnConcern[],
  start = startOf(),
  written: Record<string, string> = {},
  said: { now: Reached } = { now: { reached: true } },
) {
  const box = {
    mine: async () => [...mine],
    added: async () => [],
    keepMessage: async () => {},
    looked: async () => {},
  }
  const ask = (async () => said.now) as unknown as Ask
  const report = {
    wordsFor: async (id: string) => written[id] ?? '',
    keepWords: async (id: string, words: string) => void (written[id] = words),
  }
  render(
    <WordsProvider value={createWords()}>
      <MyReports ask={ask} box={box} report={report} start={start} now={() => NOW} tell={() => {}} />
    </WordsProvider>,
  )
}

it('where nobody is signed in, shows the one whose number is known, and no other', async () => {
  const two = [await own({ receipt: '123 456' }), await own({ receipt: '222 222' })]
  show(two, startOf({ sender: { group: 'Year 5' }, who: 'session x' }))
  await press('Show my reports')
  const field = await screen.findByLabelText('What is your number?')
  expect(screen.queryByText(/Number \d/)).toBeNull()
  fireEvent.input(field, { target: { value: '999999' } })
  await screen.findByText('There is no report with this number here.')
  fireEvent.input(field, { target: { value: '222222' } })
  await screen.findByText('Number 222 222')
  expect(screen.queryByText('Number 123 456')).toBeNull()
})

it('what was being written back is there again after the page went out of sight', async () => {
  const written: Record<string, string> = {}
  const mine = [await own({ receipt: '123 456', messages: [] })]
  show(mine, startOf(), written)
  await press('Show my reports')
  fireEvent.input(await screen.findByRole('textbox', { hidden: true }), { target: { value: 'Thank you' } })
  expect(written).toEqual({ '123 456': 'Thank you' })
  fireEvent(window, new Event('blur'))
  await press('Show my reports')
  await waitFor(() => expect(screen.getByRole('textbox')).toHaveProperty('value', 'Thank you'))
})

it('whoever is signed in sees all of theirs', async () => {
  show([await own({ receipt: '123 456' }), await own({ receipt: '222 222' })])
  await press('Show my reports')
  await screen.findByText('Number 222 222')
  expect(screen.getByText('Number 123 456')).toBeDefined()
})

it('one that the school has closed can still be written to', async () => {
  show([await own({ state: 'closed' })])
  await press('Show my reports')
  expect(await screen.findByText('Write back')).toBeDefined()
})

it('says that a full disk, and not the school, keeps answers away', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true })
  const said: { now: Reached } = { now: { reached: false, full: true } }
  show([await own({})], startOf(), {}, said)
  await press('Show my reports')
  await screen.findByText(/This computer is full, so new answers can not come here/)
  expect(screen.queryByText(/could not ask your school/)).toBeNull()
  said.now = { reached: true }
  await vi.advanceTimersByTimeAsync(15_000)
  await waitFor(() => expect(screen.queryByText(/This computer is full/)).toBeNull())
  vi.useRealTimers()
})
