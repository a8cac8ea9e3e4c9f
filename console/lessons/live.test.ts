// @vitest-environment happy-dom
/** What the page takes as known of a lesson, from the stream and when it breaks. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LiveEvent, Pupil } from '../../lib/protocol/lessons.ts'
import { signedIn } from '../state.ts'
import { finish, follow, live, reopen, unfollow, watchTabs } from './live.ts'
import { aLesson, pupil } from './testing-lessons.ts'
import { TestStream } from './testing-stream.ts'
import { askWhy, look, rest } from './watchdog.ts'

const LESSON = aLesson()
const about = (...pupils: Pupil[]): LiveEvent => ({ type: 'pupils', pupils })
const states = () => live.value.pupils.map(({ person, state }) => `${person} ${state}`)

let answers: Record<string, unknown>
beforeEach(() => {
  TestStream.all.length = 0
  vi.stubGlobal('EventSource', TestStream)
  answers = { '/admin/lessons': { lessons: [LESSON] } }
  vi.stubGlobal('fetch', async (path: string) => {
    const answer = answers[path]
    if (typeof answer === 'number')
      return new Response(JSON.stringify({ error: 'x', message: 'X.' }), { status: answer })
    if (answer === undefined) throw new TypeError('no network')
    return new Response(JSON.stringify(answer))
  })
  follow('abc', askWhy)
})
afterEach(() => {
  rest()
  unfollow()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Everything is known. */
const settle = () =>
  TestStream.last.say({ type: 'lesson', lesson: LESSON }, about(pupil(2, 'starting'), pupil(1, 'enforcing')))

describe('the stream', () => {
  it('is believed once it has said how every pupil stands', () => {
    expect(live.value.link).toBe('opening')
    TestStream.last.say({ type: 'lesson', lesson: LESSON })
    expect(live.value.link).toBe('opening')
    TestStream.last.say(about(pupil(2, 'starting'), pupil(1, 'enforcing')))
    expect(live.value.link).toBe('live')
    expect(states()).toEqual(['1 enforcing', '2 starting'])
    TestStream.last.say(about(pupil(2, 'enforcing')))
    expect(states()).toEqual(['1 enforcing', '2 enforcing'])
  })

  it('has nothing to wait for in a class of nobody', () => {
    TestStream.last.say({ type: 'lesson', lesson: { ...LESSON, pupils: 0 } })
    expect(live.value.link).toBe('live')
  })

  it('shows what was as what was from the moment it breaks, until it has said everything again', () => {
    settle()
    TestStream.last.break()
    expect(live.value.link).toBe('broken')
    expect(states()).toEqual(['1 enforcing', '2 starting'])
    // The browser connects again by itself.
    TestStream.last.say({ type: 'lesson', lesson: LESSON })
    expect(live.value.link).toBe('broken')
    TestStream.last.say(about(pupil(1, 'offline')))
    expect(live.value.link).toBe('live')
    expect(states()).toEqual(['1 offline'])
  })

  it('is opened anew when somebody has left the class', () => {
    settle()
    TestStream.last.say({ type: 'lesson', lesson: { ...LESSON, pupils: 1 } })
    expect(TestStream.all).toHaveLength(2)
    expect(TestStream.all[0]?.readyState).toBe(TestStream.CLOSED)
    TestStream.last.say({ type: 'lesson', lesson: { ...LESSON, pupils: 1 } }, about(pupil(1, 'enforcing')))
    expect(states()).toEqual(['1 enforcing'])
  })

  it('asks for tabs on its own address, and forgets them when they are wanted no more', () => {
    settle()
    watchTabs(true)
    expect(TestStream.last.url).toBe('/admin/lessons/abc/live?tabs=1')
    expect(live.value.link).toBe('live')
    TestStream.last.say({ type: 'lesson', lesson: LESSON }, about(pupil(1, 'enforcing', { tabs: [] })))
    expect(live.value.pupils[0]?.tabs).toEqual([])
    watchTabs(false)
    expect(TestStream.last.url).toBe('/admin/lessons/abc/live')
    expect(live.value.pupils[0]?.tabs).toBeUndefined()
  })

  it('is not listened to any more once another took its place', () => {
    settle()
    const [first] = TestStream.all
    reopen()
    first?.say(about(pupil(1, 'offline')))
    first?.break()
    expect(live.value.link).toBe('live')
    expect(states()).toEqual(['1 enforcing', '2 starting'])
  })

  it('ends with the lesson, and stays closed', () => {
    settle()
    TestStream.last.say({ type: 'over', why: 'hours' })
    expect(live.value).toMatchObject({ over: 'hours', link: 'broken' })
    reopen()
    expect(TestStream.all).toHaveLength(1)
    expect(TestStream.last.readyState).toBe(TestStream.CLOSED)
  })

  it.each(['{"type":"else"}', 'no json'])('says so when it speaks another language: %s', (text) => {
    TestStream.last.sayText(text)
    expect(live.value.foreign).toBe(true)
  })
})

describe('the list of running lessons beside it', () => {
  it('ends what is not in it', async () => {
    settle()
    answers['/admin/lessons'] = { lessons: [] }
    await look()
    expect(live.value.over).toBe('ended')
  })

  it('takes the proof away when it cannot be had', async () => {
    settle()
    delete answers['/admin/lessons']
    await look()
    expect(live.value.link).toBe('broken')
  })

  it('opens the stream anew when the two disagree for longer than a change takes', async () => {
    settle()
    answers['/admin/lessons'] = { lessons: [{ ...LESSON, enforcing: 2 }] }
    await look()
    expect(TestStream.all).toHaveLength(1)
    await look()
    expect(TestStream.all).toHaveLength(2)
  })

  it('says that a session has ended, and that the lesson goes on', async () => {
    signedIn.value = { state: 'in', roles: ['teacher'], how: 'provider' }
    answers['/admin/lessons'] = 401
    await look()
    expect(signedIn.value.state).toBe('out')
  })

  it('is asked why when the server ends the stream; with no reason that lasts it is tried again', async () => {
    vi.useFakeTimers()
    settle()
    answers['/admin/lessons/start'] = { classes: [], sets: [], bells: [], mayStart: true }
    TestStream.last.break(true)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(live.value.over).toBeNull()
    expect(TestStream.all).toHaveLength(2)
    TestStream.last.break(true)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(TestStream.all).toHaveLength(2)
    answers['/admin/lessons/start'] = { classes: [], sets: [], bells: [], mayStart: false }
    await vi.advanceTimersByTimeAsync(2_000)
    TestStream.last.break(true)
    await vi.advanceTimersByTimeAsync(0)
    expect(live.value.over).toBe('hours')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(TestStream.all).toHaveLength(3)
  })

  it('says nothing of a lesson that is over', async () => {
    settle()
    finish('ended')
    answers['/admin/lessons'] = { lessons: [] }
    await look()
    expect(live.value.over).toBe('ended')
  })
})
