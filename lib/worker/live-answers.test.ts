import { beforeEach, expect, test } from 'vitest'
import { mathsLesson, plainPolicy } from '../../tests/fixtures/policies.ts'
import { shippedLists } from '../lists/load.ts'
import type { AgeGroup } from '../policy/categories.ts'
import type { Lesson } from '../policy/lesson.ts'
import type { FromDevice } from '../protocol/live.ts'
import { exactly } from '../time/now.ts'
import { LiveAnswers } from './live-answers.ts'

/** A Tuesday, ten o'clock. */
const T = Date.UTC(2026, 10, 24, 10)
const lists = shippedLists()

function setUp() {
  const said: FromDevice[] = []
  const done: string[] = []
  const kept = new Map<string, unknown>()
  const state = {
    lessons: [mathsLesson({ from: T - 1000, until: T + 1000 })] as Lesson[],
    ageGroup: 'secondary' as AgeGroup,
    mayClose: true,
    tabs: [{ id: 4, url: 'https://maths.test/', title: 'Maths', active: true }],
  }
  const answers = new LiveAnswers({
    ready: Promise.resolve(),
    ruling: () => ({
      policy: plainPolicy({ lessons: state.lessons, ageGroup: state.ageGroup, timeZone: 'Europe/London' }),
      lists,
    }),
    now: () => exactly(T),
    session: {
      get: async <X>(key: string) => kept.get(key) as X | undefined,
      set: async (key, value) => void kept.set(key, value),
    },
    tabs: {
      list: async () => state.tabs,
      open: async (url) => void done.push(`open ${url}`),
      close: async (tab, instead) => void done.push(`close ${tab} ${instead}`),
      visit: async (url, _within, work) => {
        done.push(`visit ${url}`)
        return work(9)
      },
    },
    frames: async () => [
      { frameId: 0, parentFrameId: -1, url: 'https://maths.test/' },
      { frameId: 1, parentFrameId: 0, url: 'https://player.test/x' },
      { frameId: 2, parentFrameId: 1, url: 'about:blank' },
    ],
    news: () => void done.push('news'),
    lessonsSent: async (sent) => void done.push(`lessons ${sent.length}`),
    holding: () => [{ id: 'l1', revision: 1, is: 'enforcing' }],
    watch: async (seconds) => void done.push(`watch ${seconds}`),
    mayClose: async () => state.mayClose,
    say: (message) => said.push(message),
    newTab: () => 'chrome://newtab/',
  })
  return { answers, said, done, state }
}
let it: ReturnType<typeof setUp>
beforeEach(() => (it = setUp()))

const order = (action: { open: string } | { close: number }, id = 'o1', lesson = 'l1') =>
  it.answers.hear({ type: 'do', id, lesson, action })

test('lessons are acknowledged after they are in force, each time', async () => {
  await it.answers.hear({ type: 'lessons', at: 1, lessons: it.state.lessons })
  await it.answers.hear({ type: 'lessons', at: 2, lessons: it.state.lessons })
  expect(it.done).toEqual(['lessons 1', 'lessons 1'])
  expect(it.said.map(({ type }) => type)).toEqual(['holding', 'holding'])
  it.answers.tell() // Nothing new.
  expect(it.said).toHaveLength(2)
})

test('an order is done once, however often it comes', async () => {
  await order({ open: 'https://maths.test/p12' })
  await order({ open: 'https://maths.test/p12' })
  expect(it.done).toEqual(['open https://maths.test/p12'])
  expect(it.said).toEqual([
    { type: 'done', id: 'o1' },
    { type: 'done', id: 'o1' },
  ])
})

test('nothing is opened or closed outside a lesson of this device, nor what the lesson does not have', async () => {
  await order({ open: 'https://games.test/' }, 'a')
  await order({ open: 'https://maths.test/' }, 'b', 'another')
  it.state.lessons = [mathsLesson({ from: 0, until: 1 })]
  await order({ close: 4 }, 'c')
  expect(it.done).toEqual([])
  expect(it.said.map((one) => ('why' in one ? one.why : ''))).toEqual([
    'not-in-lesson',
    'no-lesson',
    'no-lesson',
  ])
})

test('a tab that may not be seen is not closed, and nobody hears of it', async () => {
  it.state.mayClose = false
  await order({ close: 4 })
  expect(it.done).toEqual([])
  expect(it.said).toEqual([{ type: 'done', id: 'o1' }])
})

test('a pupil’s browser lists no tabs, whoever asks', async () => {
  await it.answers.hear({ type: 'ask', id: 'q' })
  await it.answers.hear({ type: 'ask', id: 'r', page: 'https://maths.test/' })
  expect(it.said).toEqual([
    { type: 'answer', id: 'q', tabs: [] },
    { type: 'answer', id: 'r', tabs: [] },
  ])
  expect(it.done).toEqual([])
})

test('a teacher’s lists its tabs, and says what a page frames that is not open', async () => {
  it.state.ageGroup = 'staff'
  await it.answers.hear({ type: 'ask', id: 'q' })
  await it.answers.hear({ type: 'ask', id: 'r', page: 'https://other.test/' })
  expect(it.said).toEqual([
    {
      type: 'answer',
      id: 'q',
      tabs: [{ url: 'https://maths.test/', title: 'Maths', frames: ['player.test'] }],
    },
    {
      type: 'answer',
      id: 'r',
      tabs: [{ url: 'https://other.test/', title: '', frames: ['player.test'] }],
    },
  ])
  expect(it.done).toEqual(['visit https://other.test/'])
})
