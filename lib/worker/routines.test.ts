import { beforeEach, expect, test, vi } from 'vitest'
import { EXAMPLE_VALUES } from '../../.ci/policy-docs/example.ts'
import { Outbox } from '../activity/outbox.ts'
import { FakeDevice } from '../activity/testing.ts'
import type { NewRow } from '../protocol/rows.ts'
import { FactsKeeper } from './facts.ts'
import { KeptDocuments } from './kept-documents.ts'
import { PATIENCE_MS } from './round.ts'
import { Routines } from './routines.ts'
import type { Moved, RoutineParts } from './routine-parts.ts'
import { FakeStorage, FULL, ground } from './testing.ts'

/** A worker of which each part writes down that its turn came, and fails when told to. */
function setUp() {
  const base = ground(new FakeStorage())
  const done: string[] = []
  const failing = new Set<string>()
  const rows: NewRow[] = []
  const clock = { isProved: false, inDoubt: false }
  const turn = (name: string) => async (): Promise<void> => {
    done.push(name)
    if (failing.has(name)) throw FULL
  }
  const facts = new FactsKeeper(base.local)
  const kerb = {
    ready: Promise.resolve(),
    loading: { run: turn('loading') },
    storage: { retry: turn('retry') },
    enforcement: { refresh: turn('refresh') },
    facts,
    clock: Object.assign(clock, { keep: turn('keep'), now: () => ({ at: 1, candidates: [1] }) }),
    zones: { keep: turn('zones') },
    place: {
      expire: () => done.push('expire') > 0,
      forget: () => void done.push('forget'),
      heard: () => done.push('heard') > 0,
    },
    continued: { prune: turn('prune') },
    recorder: { write: async (row: NewRow) => rows.push(row) },
    unwritten: { retry: turn('unwritten') },
    problems: base.problems,
    faults: base.faults,
  } as unknown as Moved
  const store = new FakeDevice().store()
  let values: Record<string, unknown> = {}
  const parts: RoutineParts = {
    kerb,
    round: { run: turn('round') },
    documents: new KeptDocuments(facts, base.local),
    delivery: { run: turn('delivery'), finish: turn('finish') },
    concerns: { send: async () => true, eachMinute: turn('concerns') },
    person: {
      ask: async () => {
        await turn('person')()
        return false
      },
    },
    store: Promise.resolve(store),
    outbox: Promise.resolve(new Outbox(store)),
    managed: async () => {
      await turn('managed')()
      return values
    },
    sweep: turn('sweep'),
    keepAlarm: turn('alarm'),
    showIcon: turn('icon'),
    followLessons: turn('lessons'),
    versions: () => ({ extension: '1', browser: 'b' }),
  }
  const routines = new Routines(parts)
  const manage = (given: Record<string, unknown>) => {
    values = given
  }
  return { ...base, parts, routines, done, failing, rows, clock, facts, manage }
}

let it: ReturnType<typeof setUp>
beforeEach(() => {
  it = setUp()
})

test('a worker that starts in an unproved browser session asks the server, a later one does not', async () => {
  await it.routines.atStart()
  expect(it.done.filter((name) => name === 'round')).toHaveLength(1)
  it.done.length = 0
  it.clock.isProved = true
  await it.routines.atStart()
  expect(it.done).not.toContain('round')
})

test.for(['refresh', 'sweep', 'managed', 'person', 'icon'])('a start goes on when %s fails', async (name) => {
  it.failing.add(name)
  await it.routines.atStart()
  expect(it.done).toEqual(expect.arrayContaining(['refresh', 'sweep', 'managed', 'person', 'round']))
  expect(it.problems.all()).toMatchObject([{ detail: 'no-room' }])
})

test('a start does not wait for a database that does not answer', async () => {
  const stuck = new Routines({ ...it.parts, store: new Promise(() => undefined) })
  void stuck.atStart()
  await new Promise((resolve) => setImmediate(resolve))
  expect(it.done).toEqual(expect.arrayContaining(['refresh', 'sweep', 'managed', 'person', 'round']))
})

test.for(['prune', 'refresh', 'delivery'])('the minute goes on when %s fails', async (name) => {
  it.failing.add(name)
  await it.routines.eachMinute()
  const all = ['concerns', 'loading', 'keep', 'retry', 'unwritten', 'prune', 'refresh', 'round', 'delivery']
  expect(it.done.toSorted()).toEqual(all.toSorted())
})

// Was broken: the write that finds a disk full closes the database, and what was on it did not leave.
test('rows that wait for room are tried after those on the disk have left, or a few seconds', async () => {
  await it.routines.atStart()
  expect(it.done).not.toContain('unwritten')
  await it.routines.eachMinute()
  expect(it.done.indexOf('unwritten')).toBeGreaterThan(it.done.indexOf('delivery'))
  vi.useFakeTimers()
  it.done.length = 0
  const stuck = new Routines({ ...it.parts, round: { run: () => new Promise(() => undefined) } })
  void stuck.eachMinute()
  await vi.advanceTimersByTimeAsync(PATIENCE_MS)
  expect(it.done).toContain('unwritten')
  vi.useRealTimers()
})

test('new managed values take effect although neither disk nor database takes them', async () => {
  it.storage.writeFails = true
  it.manage(EXAMPLE_VALUES)
  const broken = Promise.reject(FULL)
  broken.catch(() => undefined)
  await new Routines({ ...it.parts, store: broken }).managedChanged()
  expect(it.facts.current.managed?.values.schoolName).toBe(EXAMPLE_VALUES['schoolName'])
  expect(it.done).toEqual(expect.arrayContaining(['refresh', 'round']))
})

test('another server’s word about the place does not count', async () => {
  it.manage({ ...EXAMPLE_VALUES, serverAddress: 'https://one.test' })
  await it.routines.managedChanged()
  expect(it.done).not.toContain('forget')
  it.manage({ ...EXAMPLE_VALUES, serverAddress: 'https://two.test' })
  await it.routines.managedChanged()
  expect(it.done).toContain('forget')
})

test('a jump puts alarms, place and rules right before anybody is asked; what stays in doubt is recorded', async () => {
  it.clock.inDoubt = true
  await it.routines.jumped({ by: 7_200_000 })
  const round = it.done.indexOf('round')
  for (const name of ['expire', 'keep', 'alarm', 'refresh']) {
    expect(it.done).toContain(name)
    expect(it.done.indexOf(name)).toBeLessThan(round)
  }
  // Recorded as it appears, and shown until a proof settles it.
  expect(it.appeared).toMatchObject([{ code: 'clock-jump' }])
  expect(it.problems.all()).toMatchObject([{ code: 'clock-jump' }])
  await it.routines.jumped({ by: 7_200_000, confirmed: true })
  expect(it.problems.all()).toEqual([])
})

test('a doubt that went by without a word is gone with the next minute', async () => {
  it.clock.inDoubt = true
  await it.routines.jumped({ by: 7_200_000 })
  it.clock.inDoubt = false
  await it.routines.eachMinute()
  expect(it.problems.all()).toEqual([])
})

test('the icon waits until management was asked; the worker knows what to say of itself then', async () => {
  const ruling = { policy: { source: 'managed', version: '1' } } as never
  await it.routines.enforced(ruling, 'nothing')
  expect(it.done).not.toContain('icon')
  let known = false
  const asked = it.routines.known().then(() => (known = true))
  await Promise.resolve()
  expect(known).toBe(false)
  await it.routines.atStart()
  await asked
  it.done.length = 0
  await it.routines.enforced(ruling, 'nothing')
  expect(it.done).toContain('icon')
})

test.for([true, false])('a doubt that a proof has settled (%s) changes the rules too', async (confirmed) => {
  await it.routines.jumped({ by: 7_200_000, confirmed })
  expect(it.done).toContain('refresh')
  expect(it.done).not.toContain('round')
  expect(it.rows).toHaveLength(confirmed ? 0 : 1)
})

test('the stop is written before the last rows are sent', async () => {
  await it.routines.lastWindowClosed()
  expect(it.rows).toMatchObject([{ kind: 'stop' }])
  expect(it.done).toEqual(['finish'])
})

test('lessons that the server sends are in force at once; a late answer undoes nothing', async () => {
  const lessons = [{ id: 'l1' }] as unknown as Parameters<Routines['lessonsSent']>[0]
  await it.routines.lessonsSent(lessons, 1000)
  expect(it.facts.current.lessons).toEqual(lessons)
  expect(it.done.filter((name) => name === 'refresh')).toHaveLength(1)
  // Whoever brought them first may not be done: they are in force when this resolves.
  await it.routines.lessonsSent(structuredClone(lessons), 1001)
  expect(it.done.filter((name) => name === 'refresh')).toHaveLength(2)
  // An answer that was on its way meanwhile knows less.
  await it.routines.lessonsSent([], 900)
  expect(it.facts.current.lessons).toEqual(lessons)
  // Those of another server end.
  it.manage({ ...EXAMPLE_VALUES, serverAddress: 'https://one.test' })
  await it.routines.managedChanged()
  expect(it.facts.current.lessons).toEqual(lessons)
  it.manage({ ...EXAMPLE_VALUES, serverAddress: 'https://two.test' })
  await it.routines.managedChanged()
  expect(it.facts.current.lessons).toEqual([])
})

test('tabs that could not be judged are judged again, though the rules are what they were', async () => {
  it.failing.add('sweep')
  expect(await it.routines.judgeTabs('lessons')).toBe(false)
  it.failing.clear()
  expect(await it.routines.judgeTabs('nothing')).toBe(true)
  it.done.length = 0
  expect(await it.routines.judgeTabs('nothing')).toBe(true)
  expect(it.done).not.toContain('sweep')
  expect(await it.routines.judgeTabs('policy')).toBe(true)
  expect(it.done).toContain('sweep')
})
