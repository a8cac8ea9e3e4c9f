// @vitest-environment happy-dom
/** What holds here when the worker does not answer. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { PauseHere } from '../../messages/personal.ts'
import { type Kept, PausesHere } from './here.ts'

const LAST = { here: { kinds: ['phone'] }, open: ['help.test'] }
const NEVER = () => new Promise<never>(() => {})
const kept = (more: Partial<Kept> = {}): Kept => ({
  last: () => Promise.resolve(LAST),
  hosts: () => ['shop.test'],
  ...more,
})

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** What is known two seconds later. */
async function soon(here: PausesHere): Promise<PauseHere | undefined> {
  const answer = here.soon()
  await vi.advanceTimersByTimeAsync(2_000)
  return answer
}

it.each([
  ['hangs', NEVER],
  ['is not there', () => Promise.reject(new Error('no receiver'))],
  ['answers that it cannot', () => Promise.resolve({ ok: false })],
])('what held last on this device holds when the worker %s', async (_, send) => {
  expect(await soon(new PausesHere(send, kept()))).toEqual({ kinds: ['phone'] })
})

it('nothing waits for a worker that hangs longer than two seconds', async () => {
  let answer: unknown = 'waits'
  void new PausesHere(NEVER, kept()).soon().then((here) => (answer = here))
  await vi.advanceTimersByTimeAsync(1_900)
  expect(answer).toBe('waits')
  await vi.advanceTimersByTimeAsync(100)
  expect(answer).toEqual({ kinds: ['phone'] })
})

it.each([['help.test'], ['chat.help.test']])(
  'a helpline stays open while it hangs, and a frame in one: %s',
  async (host) => {
    const hosts = () => ['frame.test', host]
    expect(await soon(new PausesHere(NEVER, kept({ hosts })))).toEqual({ kinds: [] })
  },
)

it('where nothing ever held, or the disk does not answer, nothing is paused for', async () => {
  expect(await soon(new PausesHere(NEVER, kept({ last: () => Promise.resolve(undefined) })))).toBeUndefined()
  const fails = () => Promise.reject(new Error('disk'))
  expect(await soon(new PausesHere(NEVER, kept({ last: fails })))).toBeUndefined()
})

it('an answer in time wins, and holds when the worker hangs later', async () => {
  const send = vi.fn((): Promise<unknown> => Promise.resolve({ ok: true, body: { kinds: ['card'] } }))
  const here = new PausesHere(send, kept())
  expect(await soon(here)).toEqual({ kinds: ['card'] })
  send.mockImplementation(NEVER)
  await vi.advanceTimersByTimeAsync(120_000)
  expect(await soon(here)).toEqual({ kinds: ['card'] })
})
