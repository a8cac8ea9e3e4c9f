// @vitest-environment happy-dom
/** Telling someone on a device whose disk takes nothing. */
import { cleanup, fireEvent, screen } from '@testing-library/preact'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { NotKept } from '../../concern/not-kept.ts'
import { press, show } from './testing-report.tsx'

const FULL = new NotKept(new Error('QuotaExceededError'), true)
const AGAIN_MS = 15_000
const draft = { kind: 'saw', step: 'who' } as const

/** A disk that is full until it is not. */
const disk = { full: true }
const keep = async (): Promise<void> => {
  if (disk.full) throw FULL
}
const later = () => vi.advanceTimersByTimeAsync(AGAIN_MS)
const idsOf = (box: ReturnType<typeof show>['box']) =>
  box.keep.mock.calls.map(([concern]) => concern.request.id)

beforeEach(() => {
  disk.full = true
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

it('without the school says that it is full, keeps what was written, and goes when there is room', async () => {
  const { box, over } = show({ keep, draft, sent: false })
  await press('Send it')
  await screen.findByText(/This computer is full.*Leave this page open/)
  expect(over).not.toHaveBeenCalled()
  expect(screen.getByRole('button', { name: 'Send it' })).toHaveProperty('disabled', false)
  await later()
  await screen.findByText(/This computer is full/)
  disk.full = false
  await later()
  await screen.findByText(/It is safe on this computer/)
  await screen.findByText(/You can see the answer/)
  expect(over).toHaveBeenCalledOnce()
  // The same one, however often it was tried.
  expect(box.keep.mock.calls.length).toBeGreaterThan(2)
  expect(new Set(idsOf(box)).size).toBe(1)
})

it('with the school goes there at once, says that the answer may not come here, and that it does once there is room', async () => {
  const { box, ask, over } = show({ keep, draft, takesAtOnce: true })
  await press('Send it')
  await screen.findByText('It is with your school now.')
  await screen.findByText(/This computer is full, so the answer may not come here/)
  expect(over).toHaveBeenCalledOnce()
  await later()
  expect(ask.mock.calls.filter(([type]) => type === 'concern.send')).toHaveLength(1)
  disk.full = false
  await later()
  await screen.findByText(/You can see the answer/)
  expect(screen.getByText('It is with your school now.')).toBeDefined()
  expect(new Set(idsOf(box)).size).toBe(1)
})

it('what is written anew meanwhile is not sent before its writer says so', async () => {
  const { box } = show({ keep, draft, sent: false })
  await press('Send it')
  await screen.findByText(/This computer is full/)
  await press('Back')
  fireEvent.input(await screen.findByRole('textbox'), { target: { value: 'At lunch' } })
  expect(screen.queryByText(/This computer is full/)).toBeNull()
  const before = box.keep.mock.calls.length
  disk.full = false
  await later()
  expect(box.keep.mock.calls.length).toBe(before)
  await press('Next')
  await press('Send it')
  await screen.findByText('Thank you for telling us')
  expect(new Set(idsOf(box)).size).toBe(2)
})

// Was broken: on a full disk that took it and did not give it back, the page said that it waits for the network.
it('kept where the worker cannot read it, it goes from the page, now or as soon as the school is there', async () => {
  disk.full = false
  const { ask, worker, box } = show({ keep, draft, sent: false })
  worker.isUnread = true
  await press('Send it')
  await screen.findByText(/It is safe on this computer/)
  worker.takesAtOnce = true
  await later()
  await screen.findByText('It is with your school now.')
  const sent = ask.mock.calls.filter(([type]) => type === 'concern.send')
  expect(sent.length).toBeGreaterThan(1)
  await later()
  expect(ask.mock.calls.filter(([type]) => type === 'concern.send')).toHaveLength(sent.length)
  expect(new Set(idsOf(box)).size).toBe(1)
})
