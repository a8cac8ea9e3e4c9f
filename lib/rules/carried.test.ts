import { expect, test } from 'vitest'
import type { CategoryId } from '../policy/categories.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import { BASELINE } from '../policy/baseline.ts'
import { NO_LISTS, plainLists } from '../../tests/fixtures/plain-lists.ts'
import { shippedLists } from '../lists/load.ts'
import { withIndex } from '../lists/with-index.ts'
import { decideCarried } from '../verdict/decide-carried.ts'
import { compile } from './compile.ts'
import type { CategoryLists } from '../lists/lists.ts'
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
})

test('lists in memory as a whole need none', async () => {
  const { rules } = await compileCarried(policy, shippedLists(), NOW)
  expect(rules).toHaveLength(1)
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
