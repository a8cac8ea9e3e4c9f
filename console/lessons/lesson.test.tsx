// @vitest-environment happy-dom
/** The page of a lesson: what it says when, with the stream and the clock in the test's hands. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { LiveEvent } from '../../lib/protocol/lessons.ts'
import { signedIn, signInProblem } from '../state.ts'
import { LessonPage } from './LessonPage.tsx'
import { aLesson, pupil } from './testing-lessons.ts'
import { TestStream } from './testing-stream.ts'

const TEN = new Date(2026, 10, 24, 10).getTime()
const LESSON = aLesson({ from: TEN, until: TEN + 40 * 60_000, pupils: 3, enforcing: 3 })

beforeEach(() => {
  vi.useFakeTimers({ now: TEN })
  TestStream.all.length = 0
  signedIn.value = { state: 'in', roles: ['teacher'], how: 'provider' }
  vi.stubGlobal('EventSource', TestStream)
  const start = { classes: [], sets: [], bells: [], mayStart: true }
  vi.stubGlobal('fetch', async (path: string) =>
    Response.json(path.endsWith('/start') ? start : { lessons: [LESSON] }),
  )
  render(<LessonPage id="abc" />)
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const say = (...events: LiveEvent[]): Promise<void> => act(() => TestStream.last.say(...events))
const pass = (ms: number): Promise<void> =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms)
  })
const known = () =>
  say(
    { type: 'lesson', lesson: LESSON },
    { type: 'pupils', pupils: [1, 2, 3].map((one) => pupil(one, 'enforcing')) },
  )
const spoken = () => document.querySelector('.standing [role=status]')?.textContent

it('is green only when everybody is well, and only while that is known', async () => {
  expect(screen.queryByRole('heading', { level: 2 })).toBeNull()
  await known()
  expect(screen.getByRole('heading', { name: '3 of 3 enforcing' })).toBeTruthy()
  expect(document.querySelector('.standing--well')).toBeTruthy()
  await act(() => TestStream.last.break())
  expect(document.querySelector('.standing--well, .pupil--good')).toBeNull()
  expect(screen.getByRole('heading', { name: '3 of 3 enforcing as of 10:00' })).toBeTruthy()
})

it('says aloud how it stands once it has settled, not at every step', async () => {
  await known()
  await say({ type: 'pupils', pupils: [pupil(1, 'offline')] })
  await pass(1_000)
  expect(spoken()).toBe('')
  await say({ type: 'pupils', pupils: [pupil(2, 'no-device')] })
  await pass(2_000)
  expect(spoken()).toBe('')
  await pass(1_000)
  expect(spoken()).toBe('1 of 3 enforcing. p1: offline. p2: no device')
})

it('says that it ends soon', async () => {
  await known()
  expect(screen.queryByText(/less than two minutes/)).toBeNull()
  await pass(38 * 60_000 + 5_000)
  expect(screen.getByText(/less than two minutes/)).toBeTruthy()
})

it('does not watch tabs that nobody looks at', async () => {
  await known()
  fireEvent.click(screen.getByRole('button', { name: 'Show open tabs' }))
  expect(TestStream.last.url).toContain('tabs=1')
  const hide = (state: 'hidden' | 'visible') => {
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
    document.dispatchEvent(new Event('visibilitychange'))
  }
  hide('hidden')
  await pass(59_000)
  hide('visible')
  await pass(60_000)
  expect(TestStream.last.url).toContain('tabs=1')
  hide('hidden')
  await pass(60_000)
  expect(TestStream.last.url).not.toContain('tabs=1')
})

it('sends whoever is signed out to sign in, and says that the lesson goes on', async () => {
  await known()
  await say({ type: 'over', why: 'signed-out' })
  await pass(0)
  expect(signedIn.value.state).toBe('out')
  expect(signInProblem.value).toContain('The lesson goes on')
})
