import { expect, test } from 'vitest'
import type { CategoryId } from '../policy/categories.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import { BASELINE } from '../policy/baseline.ts'
import { NO_LISTS, plainLists } from '../../tests/fixtures/plain-lists.ts'
import { shippedLists } from '../lists/load.ts'
import { withIndex } from '../lists/with-index.ts'
import { decideCarried } from '../verdict/decide-carried.ts'
import { compile, compileWith, markerOf } from './compile.ts'
import type { CarriedSegment, CategoryLists } from '../lists/lists.ts'
import { memoryRules } from '../../tests/fixtures/memory-rules.ts'
import { settled } from '../../tests/fixtures/dnr-model.ts'
import { decide } from '../verdict/decide.ts'
import { ruleSets } from './both.ts'
import { exactly } from '../time/now.ts'
import { carriedMarkerOf, compileCarried } from './carried.ts'

const NOW = exactly(Date.UTC(2026, 10, 23, 10))
const NAMES: readonly { category: CategoryId; hosts: string }[] = [
  { category: 'adult', hosts: 'b.example a.example' },
  { category: 'games', hosts: 'play.example' },
]
const lists = (more: Partial<CategoryLists> = {}): CategoryLists => ({
  ...shippedLists(),
  carried: { version: '1.2', read: async () => NAMES },
  ...more,
})
const policy: EffectivePolicy = {
  ...BASELINE,
  categories: { ...BASELINE.categories, adult: 'block', games: 'warn' },
}

test('names close or warn as the school says of their category, in a set with a marker of its own', async () => {
  const { rules, marker } = await compileCarried(policy, lists(), NOW)
  expect(marker).toBe(carriedMarkerOf(policy, lists(), NOW))
  const places = rules.slice(1).map(({ action, condition }) => [action.type, condition.requestDomains])
  expect(places).toEqual([
    ['block', ['a.example', 'b.example']],
    ['block', ['play.example']],
  ])
  expect(rules[2]?.condition.resourceTypes).toEqual(['main_frame'])
})

test('what the school allows opens nothing: it is in no rule, and the marker is another', async () => {
  const milder = { ...policy, categories: { ...policy.categories, games: 'allow' } } as EffectivePolicy
  const { rules } = await compileCarried(milder, lists(), NOW)
  expect(rules.map(({ action }) => action.type)).toEqual(['block', 'block'])
  expect(carriedMarkerOf(milder, lists(), NOW)).not.toBe(carriedMarkerOf(policy, lists(), NOW))
})

test('a host that the school has put right is spared under a listed parent', async () => {
  const put = lists({ corrections: [{ host: 'fine.a.example', categories: [] }] })
  const { rules } = await compileCarried(policy, put, NOW)
  expect(rules[1]?.condition.excludedRequestDomains).toEqual(['fine.a.example'])
  // The names are the same; the rules are not.
  expect(carriedMarkerOf(policy, put, NOW)).not.toBe(carriedMarkerOf(policy, lists(), NOW))
})

test('lists in memory as a whole need none', async () => {
  const { rules } = await compileCarried(policy, shippedLists(), NOW)
  expect(rules).toHaveLength(1)
})

const unblock = (host: string): EffectivePolicy['unblocks'] => [
  {
    id: 'u',
    entry: { host, kind: 'suffix', action: 'allow' },
    from: 0,
    until: Number.MAX_SAFE_INTEGER,
    reason: '',
  },
]
const opening: EffectivePolicy = {
  ...policy,
  categories: { ...policy.categories, 'self-harm': 'block', games: 'block' },
  unblocks: unblock('open.test'),
  entries: [{ host: 'talked.open.test', kind: 'suffix', action: 'allow' }],
}
const dark = {
  category: 'self-harm',
  hosts: 'kid.open.test talked.open.test alone.test',
} as const satisfies CarriedSegment
/** Lists whose index says as much as the names in the rules. */
function indexed(read: () => Promise<readonly CarriedSegment[]>): CategoryLists {
  const known = (host: string) =>
    new Set(
      [dark, { category: 'games', hosts: 'play.open.test' } as const]
        .filter(({ hosts }) => hosts.split(' ').some((one) => `.${host}`.endsWith(`.${one}`)))
        .map(({ category }) => category),
    )
  return withIndex(plainLists(NO_LISTS), { known, read: () => Promise.resolve() }, { version: '1.2', read })
}
const HERE = indexed(async () => [dark, { category: 'games', hosts: 'play.open.test' }])

/** What the browser's rules and `decide` do with a page of each host. */
async function both(given: EffectivePolicy, hosts: readonly string[]) {
  const sets = [await compileWith(given, HERE, NOW), await compileCarried(given, HERE, NOW)]
  const rules = sets.flatMap((set) => set.rules)
  return hosts.map((host) => {
    const url = `https://${host}/`
    return [settled([rules], url, 'main_frame').action, decide(url, given, HERE, NOW).action]
  })
}

test('an unblock of a parent does not reach a safeguarding name below it, in the rules as by decide', async () => {
  expect(await both(opening, ['open.test', 'www.open.test', 'play.open.test'])).toEqual(
    Array.from({ length: 3 }, () => ['allow', 'allow']),
  )
  expect(await both(opening, ['kid.open.test', 'x.kid.open.test', 'alone.test'])).toEqual(
    Array.from({ length: 3 }, () => ['block', 'block']),
  )
})

test('a host of that kind is opened by its own name, and by an entry of the school', async () => {
  expect(
    await both({ ...opening, unblocks: unblock('kid.open.test') }, ['kid.open.test', 'x.kid.open.test']),
  ).toEqual(Array.from({ length: 2 }, () => ['allow', 'allow']))
  expect(await both({ ...opening, unblocks: unblock('www.alone.test') }, ['www.alone.test'])).toEqual([
    ['allow', 'allow'],
  ])
  expect(await both(opening, ['talked.open.test'])).toEqual([['allow', 'allow']])
})

test('names that cannot be read keep no policy out, and are asked for again', async () => {
  const gone = indexed(() => Promise.reject(new Error('gone')))
  const port = memoryRules()
  const sets = ruleSets(port)
  const applied = await sets.ensure(opening, gone, NOW)
  expect([applied.outcome, applied.marker]).toEqual(['applied', `${markerOf(opening, gone, NOW)}/unread`])
  expect((await sets.ensure(opening, HERE, NOW)).marker).toBe(markerOf(opening, HERE, NOW))
})

test('one marker stands for the same rules, whatever of the index is in memory', () => {
  const entry = { host: 'open.test', kind: 'suffix', action: 'allow' } as const
  const unblocks = [{ id: 'u1', entry, from: 0, until: Number.MAX_SAFE_INTEGER, reason: '' }]
  const opened: EffectivePolicy = {
    ...policy,
    unblocks,
    categories: { ...policy.categories, 'self-harm': 'block' },
  }
  const shipped = plainLists({ ...NO_LISTS, categories: [['kid.open.test', ['self-harm']]] })
  const read = () => Promise.resolve()
  const cold = withIndex(shipped, { known: () => undefined, read })
  const warm = withIndex(shipped, { known: () => new Set(['self-harm'] as const), read })
  expect(compile(opened, warm, NOW)).toEqual(compile(opened, cold, NOW))
  // Nor does it open what the rules keep closed.
  const judged = (lists: CategoryLists) => decideCarried('https://kid.open.test/', opened, lists, NOW, 'page')
  expect([judged(cold).action, judged(warm).action]).toEqual(['block', 'block'])
})
