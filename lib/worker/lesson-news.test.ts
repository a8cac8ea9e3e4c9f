import { expect, test } from 'vitest'
import { LESSON_NEWS } from '../messages/lesson-card.ts'
import type { LessonCard } from '../messages/lesson-card.ts'
import { LessonNews } from './lesson-news.ts'

const maths: LessonCard = { name: '9B Maths', teacher: 'Ms Khan', mode: 'only', sites: [], until: 10 }

/** A browser session, in which a worker may die at any time. */
function browser() {
  const session = new Map<string, unknown>()
  const log: string[] = []
  const state = { cards: [] as LessonCard[], dies: false }
  const worker = () =>
    new LessonNews({
      session: {
        get: async <T>(key: string) => session.get(key) as T | undefined,
        set: async (key, value) => {
          session.set(key, value)
          log.push(`told ${JSON.parse(String(value)).length}`)
        },
      },
      newTabs: {
        follow: async () => {
          log.push('tabs')
          if (state.dies) throw new Error('dead')
        },
      },
      cards: () => state.cards,
    })
  return { session, log, state, worker }
}

test('tabs and pages are told once of each change, whichever worker sees it', async () => {
  const { log, state, worker } = browser()
  // Tabs of an earlier browser session may still show the lesson of then.
  await worker().follow()
  expect(log.splice(0)).toEqual(['tabs', 'told 0'])
  await worker().follow()
  expect(log.splice(0)).toEqual([])
  state.cards = [{ ...maths, mode: 'except' }]
  await worker().follow()
  await worker().follow()
  expect(log.splice(0)).toEqual(['tabs', 'told 1'])
  state.cards = [{ ...maths, mode: 'except', message: 'Well done!' }]
  await worker().follow()
  expect(log.splice(0)).toEqual(['tabs', 'told 1'])
  state.cards = []
  await worker().follow()
  expect(log.splice(0)).toEqual(['tabs', 'told 0'])
})

test('while a lesson takes new tabs they are looked at each time', async () => {
  const { log, state, worker } = browser()
  state.cards = [maths]
  await worker().follow()
  await worker().follow()
  expect(log).toEqual(['tabs', 'told 1', 'tabs'])
})

test('a worker that dies half way leaves it to the next one', async () => {
  const { log, session, state, worker } = browser()
  state.dies = true
  await expect(worker().follow()).rejects.toThrow('dead')
  expect(session.has(LESSON_NEWS)).toBe(false)
  state.dies = false
  await worker().follow()
  expect(log).toEqual(['tabs', 'tabs', 'told 0'])
})
