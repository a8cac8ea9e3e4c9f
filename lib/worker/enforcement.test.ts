import { beforeEach, expect, test } from 'vitest'
import { EXAMPLE_VALUES } from '../../.ci/policy-docs/example.ts'
import sample from '../../assets/sample-policy.json' with { type: 'json' }
import { shippedLists } from '../lists/load.ts'
import type { Ruling } from '../navigation/judge.ts'
import { BASELINE } from '../policy/baseline.ts'
import { policyDocumentSchema } from '../policy/document.ts'
import { parseManaged } from '../policy/managed.ts'
import type { BothApplied, Changed } from '../rules/both.ts'
import { exactly } from '../time/now.ts'
import { mathsLesson } from '../../tests/fixtures/policies.ts'
import { Enforcement } from './enforcement.ts'
import { FactsKeeper } from './facts.ts'
import { FakeStorage, ground } from './testing.ts'

const T = Date.UTC(2026, 10, 23, 10)
const { config } = parseManaged(EXAMPLE_VALUES)
const server = policyDocumentSchema.parse({ ...sample, version: { epoch: 1, number: 7 } })

function setUp(storage = new FakeStorage()) {
  const base = ground(storage)
  const facts = new FactsKeeper(base.local)
  const seen: { ruling: Ruling; changed: Changed }[] = []
  const browser = {
    wall: 0,
    refuses: false,
    refusesLessons: false,
    sweeps: true,
    marker: undefined as string | undefined,
    waits: [] as unknown[],
    /** What was said to be in force of lessons, each time. */
    told: [] as string[],
    /** Until it resolves no rules go in. */
    held: Promise.resolve(),
  }
  const enforcement = new Enforcement({
    facts,
    faults: base.faults,
    problems: base.problems,
    person: () => undefined,
    now: () => exactly(T),
    wall: () => browser.wall,
    lists: () => shippedLists(),
    apply: async ({ policy }): Promise<BothApplied> => {
      await browser.held
      if (browser.refuses)
        return {
          outcome: 'kept-last',
          marker: browser.marker,
          problems: [{ outcome: 'kept-last', message: 'no' }],
          changed: 'nothing',
          lessonsHold: true,
          listsHold: true,
        }
      const isNew = browser.marker !== policy.version
      browser.marker = policy.version
      const outcome = isNew ? 'applied' : 'unchanged'
      return {
        outcome,
        marker: policy.version,
        problems: [],
        changed: isNew ? 'policy' : 'nothing',
        lessonsHold: !browser.refusesLessons,
        listsHold: true,
      }
    },
    wakeIn: async (wait) => void browser.waits.push(wait),
    judgeTabs: async () => browser.sweeps,
    enforced: async (ruling, changed) => void seen.push({ ruling, changed }),
    held: () => void browser.told.push([...enforcement.lessonsInForce.revisions].join()),
  })
  return { ...base, facts, enforcement, browser, seen }
}

let it: ReturnType<typeof setUp>
beforeEach(() => {
  it = setUp()
})

test('a full disk does not keep new rules from being enforced on open tabs', async () => {
  it.storage.writeFails = true
  await it.facts.change({ managed: config })
  await it.enforcement.refresh()
  expect(it.seen.map(({ changed }) => changed)).toEqual(['policy'])
  expect(it.seen[0]?.ruling.policy.source).toBe('managed')
  expect(it.problems.all()).toEqual([{ code: 'fault:write-local', detail: 'no-room' }])
})

test('an alarm that the browser refuses does not either', async () => {
  const refusing = setUp()
  refusing.browser.waits.push = () => {
    throw new Error('no alarms')
  }
  await refusing.enforcement.refresh()
  expect(refusing.seen).toHaveLength(1)
  expect(refusing.problems.all()).toMatchObject([{ code: 'fault:wake' }])
})

test('it wakes after a time that passes from now, whatever the device’s clock says', async () => {
  await it.facts.change({ managed: config, server })
  await it.enforcement.refresh()
  const [wait] = it.browser.waits
  expect(wait).toBeGreaterThan(0)
  expect(wait).toBeLessThanOrEqual(8 * 86_400_000)
})

test('facts of which nothing can be made leave what held before, and at first the baseline', async () => {
  const broken = { ...server, groups: null } as unknown as typeof server
  await it.facts.change({ server: broken })
  expect(it.enforcement.settle().policy).toBe(BASELINE)
  expect(it.problems.all()).toMatchObject([{ code: 'fault:settle' }])
  await it.facts.change({ server, managed: config })
  const before = it.enforcement.settle()
  expect(it.problems.all()).toEqual([])
  await it.facts.change({ server: broken })
  expect(it.enforcement.settle()).toBe(before)
})

test('a version is in force only once the browser has its rules', async () => {
  await it.facts.change({ managed: config })
  await it.enforcement.refresh()
  expect(it.enforcement.inForce.policy).toBeUndefined()
  await it.facts.change({ server })
  it.enforcement.settle()
  it.browser.refuses = true
  await it.enforcement.refresh()
  expect(it.enforcement.inForce.policy).toBeUndefined()
  it.browser.refuses = false
  await it.enforcement.refresh()
  expect(it.enforcement.inForce.policy).toEqual({ epoch: 1, number: 7 })
  it.browser.refuses = true
  await it.facts.change({ server: { ...server, version: { epoch: 1, number: 8 } } })
  await it.enforcement.refresh()
  expect(it.enforcement.inForce.policy).toEqual({ epoch: 1, number: 7 })
})

test('what could not be read is read later, under what was learned meanwhile', async () => {
  await it.facts.change({ managed: config, server })
  const next = setUp(it.storage)
  it.storage.readFails = true
  await expect(next.facts.load()).rejects.toThrow()
  expect(next.enforcement.settle().policy).toBe(BASELINE)
  expect(next.facts.isRead).toBe(false)
  await next.facts.change({ place: 'away' })
  it.storage.readFails = false
  await next.facts.load()
  expect(next.facts.current).toMatchObject({ place: 'away', server: { version: { number: 7 } } })
  expect(next.enforcement.settle().policy.source).toBe('server')
})

test('to renew says whether the rules were others at a time, also when they are right by now', async () => {
  await it.facts.change({ managed: config })
  it.browser.wall = 1000
  await it.enforcement.refresh()
  // It failed before they changed, and is heard of after.
  expect(await it.enforcement.renew(900)).toBe(true)
  expect(await it.enforcement.renew(1100)).toBe(false)
})

test('a lesson is in force when its rules are and every tab was judged, and not before', async () => {
  const lesson = mathsLesson({ from: T - 1000, until: T + 1000 })
  const { promise, resolve } = Promise.withResolvers<void>()
  it.browser.held = promise
  const earlier = it.enforcement.refresh() // Under way when the lesson comes.
  await Promise.resolve()
  void it.facts.change({ lessons: [lesson] })
  const own = it.enforcement.refresh()
  resolve()
  await earlier
  expect(it.browser.told).toEqual([''])
  await own
  expect(it.browser.told).toEqual(['', 'l1 1'])
  void it.facts.change({ lessons: [{ ...lesson, revision: 2 }] })
  it.browser.sweeps = false
  await it.enforcement.refresh()
  expect(it.browser.told.at(-1)).toBe('')
  it.browser.sweeps = true
  await it.enforcement.refresh()
  expect(it.browser.told.at(-1)).toBe('l1 2')
  it.browser.refusesLessons = true
  await it.enforcement.refresh()
  expect(it.enforcement.lessonsInForce).toEqual({ areRefused: true, revisions: new Set() })
})
