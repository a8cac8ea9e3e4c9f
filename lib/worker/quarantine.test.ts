import { beforeEach, expect, test } from 'vitest'
import { memoryRules } from '../../tests/fixtures/memory-rules.ts'
import { NO_LISTS, plainLists } from '../../tests/fixtures/plain-lists.ts'
import { mathsLesson, plainPolicy } from '../../tests/fixtures/policies.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import { withQuarantine } from '../policy/with-quarantine.ts'
import { ruleSets } from '../rules/both.ts'
import { workerRules } from '../rules/workers.ts'
import { exactly } from '../time/now.ts'
import { decide } from '../verdict/decide.ts'
import { FactsKeeper } from './facts.ts'
import { QuarantineKeeper } from './quarantine.ts'
import type { Found } from './quarantine.ts'
import { FakeStorage, ground } from './testing.ts'

const T = Date.UTC(2026, 9, 20, 9)
const DAY = 86_400_000
const lists = plainLists({
  ...NO_LISTS,
  lifelines: ['help.test'],
  neverBlock: [{ host: 'platform.test', exact: false }],
  categories: [
    ['www.search.test', ['search']],
    ['news.test', ['news']],
    ['github.io', ['news']],
    ['play.test', ['games']],
  ],
})

/** A worker over a storage that outlives it. */
function setUp(base: EffectivePolicy, storage = new FakeStorage(), port = memoryRules()) {
  const { local, session } = ground(storage)
  const facts = new FactsKeeper(local)
  const purged: string[] = []
  const purge = { workersOf: async (origin: string) => void purged.push(origin) }
  const at = { now: T }
  const sets = ruleSets(port)
  const policy = () =>
    withQuarantine(base, { school: [], cleared: base.cleared, own: facts.current.quarantine }, at.now)
  const ruling = () => ({ policy: policy(), lists })
  const refresh = async () => {
    await sets.ensure(policy(), lists, exactly(at.now))
    await keeper.enforced(ruling())
  }
  const keeper: QuarantineKeeper = new QuarantineKeeper({
    ready: facts.load(),
    facts,
    ruling,
    now: () => exactly(at.now),
    refresh,
    purge,
    workers: workerRules(port),
    session,
  })
  const verdict = (url: string) => decide(url, policy(), lists, exactly(at.now))
  return { keeper, facts, purge, purged, at, port, storage, verdict, refresh }
}

const found = (host: string, changes: Partial<Found> = {}): Found => ({
  host,
  found: 'unblocker',
  evidence: [{ family: 'engine', sign: 'engine-file', detail: '/uv/uv.bundle.js' }],
  by: 'device',
  since: T,
  until: T + DAY,
  ...changes,
})

let it: ReturnType<typeof setUp>
beforeEach(() => {
  it = setUp(plainPolicy())
})

test('a host whose purge did not come to its end is purged by the next worker', async () => {
  const workersOf = it.purge.workersOf
  it.purge.workersOf = () => Promise.reject(new Error('the worker was killed'))
  await expect(it.keeper.add(found('mirror.test'))).rejects.toThrow()
  it.purge.workersOf = workersOf
  await it.refresh()
  expect(it.purged).toEqual(['https://mirror.test', 'http://mirror.test'])
  await it.refresh()
  expect(it.purged).toHaveLength(2)
})

test('a host is closed at once with all under it, purged, and undone in one step', async () => {
  expect(await it.keeper.add(found('mirror.test'))).toBe(true)
  expect(it.verdict('http://a.mirror.test/x')).toMatchObject({
    action: 'block',
    remedy: 'ask',
    reason: { kind: 'found', found: 'unblocker', where: 'host' },
    until: T + DAY,
  })
  expect(it.purged).toEqual(['https://mirror.test', 'http://mirror.test'])
  const blocking = [...it.port.dynamic.values()].filter(({ condition }) =>
    condition.requestDomains?.includes('mirror.test'),
  )
  expect(blocking.map(({ action }) => action.type)).toEqual(['block'])
  const [one] = it.keeper.current
  await it.keeper.undo(one?.id ?? '')
  expect(it.verdict('http://mirror.test/').action).toBe('allow')
  expect(
    [...it.port.dynamic.values()].some(({ condition }) => condition.requestDomains?.includes('mirror.test')),
  ).toBe(false)
})

test('it outlives the worker and ends at its time, which no device sets too late', async () => {
  await it.keeper.add(found('mirror.test', { until: T + 90 * DAY }))
  const next = setUp(plainPolicy(), it.storage, it.port)
  await next.facts.load()
  next.at.now = T + 7 * DAY - 1
  expect(next.verdict('http://mirror.test/').action).toBe('block')
  next.at.now += 1
  expect(next.verdict('http://mirror.test/').action).toBe('allow')
  next.at.now = T - DAY
  expect(next.verdict('http://mirror.test/').action).toBe('block')
})

test.each([
  ['a lifeline', 'help.test', {}],
  ['a never-block host', 'docs.platform.test', {}],
  ['a needed host', 'login.test', { needed: ['login.test'] }],
  [
    'a host of the school’s own',
    'own.test',
    { entries: [{ kind: 'suffix', host: 'own.test', action: 'allow' }] },
  ],
  ['a site that a lesson opens', 'maths.test', { lessons: [mathsLesson({ from: T, until: T + DAY })] }],
  ['what the school has cleared', 'fine.test', { cleared: [{ host: 'fine.test', found: 'unblocker' }] }],
  [
    'a site of which the school has cleared a part',
    'fine.test',
    { cleared: [{ host: 'a.fine.test', found: 'unblocker' }] },
  ],
] as const)('%s is never closed', async (_, host, changes) => {
  const other = setUp(plainPolicy(changes))
  expect(await other.keeper.add(found(host))).toBe(false)
  expect(other.keeper.current).toEqual([])
  expect(other.verdict(`http://${host}/`).action).toBe('allow')
})

test('on hosting that strangers share only the one place is closed', async () => {
  expect(await it.keeper.add(found('github.io'))).toBe(false)
  await it.keeper.add(found('gamer.github.io'))
  await it.keeper.add(found('sites.google.com', { path: '/view/gamer/home/play' }))
  expect(it.verdict('https://gamer.github.io/').action).toBe('block')
  expect(it.verdict('https://maths.github.io/').action).toBe('allow')
  expect(it.verdict('https://sites.google.com/view/gamer/other').action).toBe('block')
  expect(it.verdict('https://sites.google.com/view/school/home').action).toBe('allow')
})

test('a host that lists know as something else is not closed for one page of it', async () => {
  expect(await it.keeper.add(found('www.search.test', { found: 'game', path: '/logos/2024/pacman' }))).toBe(
    false,
  )
  expect(await it.keeper.add(found('www.news.test', { found: 'game', path: '/games/embed/1' }))).toBe(false)
  expect(it.verdict('https://www.search.test/search').action).toBe('allow')
  expect(it.verdict('https://www.news.test/').action).toBe('allow')
  // Listed as what was found; and by an ending alone, which says nothing about the names under it.
  expect(await it.keeper.add(found('play.test', { found: 'game' }))).toBe(true)
  expect(await it.keeper.add(found('gamer.github.io', { found: 'game' }))).toBe(true)
})

test('the school’s action for the kind holds: a warning can be continued, and what is allowed is not closed', async () => {
  const { categories } = plainPolicy()
  const warned = setUp(plainPolicy({ categories: { ...categories, games: 'warn' } }))
  await warned.keeper.add(found('play.test', { found: 'game' }))
  expect(warned.verdict('http://play.test/')).toMatchObject({ action: 'warn', remedy: 'continue' })
  const headers = [...warned.port.dynamic.values()].filter(({ action }) => action.type === 'modifyHeaders')
  expect(headers.map(({ condition }) => condition.requestDomains)).toEqual([['play.test']])
  expect([...warned.port.session.values()]).toMatchObject([
    {
      action: { type: 'block' },
      condition: { requestDomains: ['play.test'], resourceTypes: ['script'], tabIds: [-1] },
    },
  ])
  const open = setUp(plainPolicy({ categories: { ...categories, games: 'allow' } }))
  await open.keeper.add(found('play.test', { found: 'game' }))
  expect(open.verdict('http://play.test/').action).toBe('allow')
  expect([...open.port.session.values()]).toEqual([])
})

test('a suspect starts no workers until the session ends, and nothing else is closed', async () => {
  await it.keeper.watch('Suspect.test')
  await it.keeper.watch('suspect.test')
  expect([...it.port.session.values()].map(({ action }) => action.type)).toEqual(['modifyHeaders', 'block'])
  expect(it.purged).toEqual(['https://suspect.test', 'http://suspect.test'])
  expect(it.verdict('http://suspect.test/').action).toBe('allow')
})

test.each([
  ['what many share', 'docs.google.com'],
  ['code that many load', 'cdn.jsdelivr.net'],
  ['a lifeline', 'help.test'],
  ['what lists know', 'www.news.test'],
])('%s is not watched for what one address is suspected of', async (_, host) => {
  await it.keeper.watch(host)
  expect([...it.port.session.values()]).toEqual([])
  expect(it.purged).toEqual([])
})

test('where one place of many is closed, the workers of the others stay', async () => {
  await it.keeper.add(found('sites.google.com', { path: '/view/gamer/home' }))
  expect(it.verdict('https://sites.google.com/view/gamer').action).toBe('block')
  expect(it.purged).toEqual([])
})

test('there are never more than a hundred; those that end first make room', async () => {
  for (let i = 0; i < 104; i += 1) await it.keeper.add(found(`m${i}.test`, { until: T + DAY + i }))
  expect(it.keeper.current).toHaveLength(100)
  expect(it.verdict('http://m0.test/').action).toBe('allow')
  expect(it.verdict('http://m103.test/').action).toBe('block')
})

test('of what lies on the disk the good entries hold, whatever stands beside them', async () => {
  const good = { ...found('mirror.test'), id: 'q1' }
  it.storage.disk.set('quarantine', [{ host: 7 }, good])
  const next = setUp(plainPolicy(), it.storage)
  await next.facts.load()
  expect(next.keeper.current).toMatchObject([{ host: 'mirror.test' }])
})

test('what lies on the disk and is none counts as nothing', async () => {
  it.storage.disk.set('quarantine', [{ host: 7 }])
  const next = setUp(plainPolicy(), it.storage)
  await next.facts.load()
  expect(next.keeper.current).toEqual([])
})

test('names without end under one site push out none of what else was found', async () => {
  await it.keeper.add(found('older.test', { until: T + 1000 }))
  for (let i = 0; i < 130; i += 1) await it.keeper.add(found(`m${i}.mirror.test`))
  expect(it.verdict('http://older.test/').action).toBe('block')
  expect(it.verdict('http://m129.mirror.test/').action).toBe('block')
  expect(it.keeper.current).toHaveLength(11)
})

test('what was found while the clock went ahead ends as others do once the time is sure', async () => {
  it.at.now = T + 400 * DAY
  await it.keeper.add(found('mirror.test', { until: T + 407 * DAY }))
  it.at.now = T
  await it.refresh()
  expect(it.verdict('http://mirror.test/')).toMatchObject({ action: 'block', until: T + 7 * DAY })
})
