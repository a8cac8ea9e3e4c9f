/** A lesson's rules: at once in the session's, then in those that last. */
import { beforeEach, describe, expect, test } from 'vitest'
import { memoryRules } from '../../tests/fixtures/memory-rules.ts'
import { mathsLesson, plainPolicy } from '../../tests/fixtures/policies.ts'
import { exactly } from '../time/now.ts'
import { setOf } from './ids.ts'
import { type LessonSet, lessonSet } from './lesson-set.ts'
import type { RuleChange } from './port.ts'

const TEN = Date.UTC(2026, 9, 20, 9)
const NOW = exactly(TEN)
const LATER = exactly(TEN + 3_600_000)
const lesson = mathsLesson({ from: TEN, until: TEN + 60_000 })
const policy = plainPolicy({ lessons: [lesson] })
const other = plainPolicy({ lessons: [{ ...lesson, mode: 'eyes-up' }] })

/** A browser whose dynamic rules take until `go` is called. */
function slowly() {
  const port = memoryRules()
  const waiting: (() => void)[] = []
  const slow = { isSlow: false }
  const updateDynamic = port.updateDynamic.bind(port)
  port.updateDynamic = async (change: RuleChange) => {
    if (slow.isSlow) await new Promise<void>((resolve) => waiting.push(resolve))
    await updateDynamic(change)
  }
  const lessonsIn = (rules: 'session' | 'dynamic') =>
    [...port[rules].values()].filter(({ id }) => setOf(id) === 'lesson' && id > 10)
  return { port, slow, lessonsIn, waiting, go: () => waiting.splice(0).forEach((resolve) => resolve()) }
}

let browser: ReturnType<typeof slowly>
let set: LessonSet
beforeEach(async () => {
  browser = slowly()
  set = lessonSet(browser.port)
  await set.ensure(plainPolicy(), NOW)
})

/** Resolves when the browser is asked for other dynamic rules. */
const asked = () => expect.poll(() => browser.waiting.length).toBe(1)

describe('a first lesson', () => {
  test('is answered for as soon as the session has it, and then lasts', async () => {
    browser.slow.isSlow = true
    expect(await set.ensure(policy, NOW)).toMatchObject({ outcome: 'applied', problems: [] })
    expect([browser.lessonsIn('session').length, browser.lessonsIn('dynamic').length]).toEqual([2, 0])
    await asked()
    browser.go()
    await expect.poll(() => browser.lessonsIn('dynamic').length).toBe(2)
    expect(await set.ensure(policy, NOW)).toMatchObject({ outcome: 'unchanged', problems: [] })
  })

  test('that cannot last is told of, tried again, and right when it can', async () => {
    const updateDynamic = browser.port.updateDynamic.bind(browser.port)
    browser.port.updateDynamic = () => Promise.reject(new Error('no room on the disk'))
    await set.ensure(policy, NOW)
    expect((await set.ensure(policy, NOW)).problems).toMatchObject([{ outcome: 'kept-last' }])
    browser.port.updateDynamic = updateDynamic
    await set.ensure(policy, NOW)
    expect(await set.ensure(policy, NOW)).toMatchObject({ outcome: 'unchanged', problems: [] })
  })

  test('that the session refuses is waited for until it lasts', async () => {
    browser.port.updateSession = () => Promise.reject(new Error('too many session rules'))
    expect(await set.ensure(policy, NOW)).toMatchObject({ outcome: 'applied', problems: [] })
    expect(browser.lessonsIn('dynamic')).toHaveLength(2)
  })
})

describe('what closes other pages than it should', () => {
  test.each([
    ['a lesson that is over', policy, LATER, 0],
    ['another lesson', other, NOW, 1],
  ])('%s is waited for, also when it was on its way', async (_, next, at, rules) => {
    browser.slow.isSlow = true
    await set.ensure(policy, NOW)
    let isAnswered = false
    const done = set.ensure(next, at).then(() => (isAnswered = true))
    await asked()
    browser.go()
    await asked()
    expect(isAnswered).toBe(false)
    browser.go()
    await done
    expect([browser.lessonsIn('session').length, browser.lessonsIn('dynamic').length]).toEqual([rules, rules])
  })
})

// Was broken: nobody was told, and the session went on closing what the lesson had closed.
test('a lesson that is over, and that the session keeps, is a problem until it goes', async () => {
  await set.ensure(policy, NOW)
  const updateSession = browser.port.updateSession.bind(browser.port)
  browser.port.updateSession = () => Promise.reject(new Error('no session rules now'))
  expect(await set.ensure(policy, LATER)).toMatchObject({
    outcome: 'kept-last',
    problems: [{ message: 'no session rules now' }],
  })
  browser.port.updateSession = updateSession
  expect(await set.ensure(policy, LATER)).toMatchObject({ outcome: 'applied', problems: [] })
  expect(browser.lessonsIn('session')).toEqual([])
})

test('after a restart the session has it again', async () => {
  await set.ensure(policy, NOW)
  await expect.poll(() => browser.lessonsIn('dynamic').length).toBe(2)
  browser.port.session.clear()
  expect(await lessonSet(browser.port).ensure(policy, NOW)).toMatchObject({ outcome: 'applied' })
  expect(browser.lessonsIn('session')).toHaveLength(2)
})
