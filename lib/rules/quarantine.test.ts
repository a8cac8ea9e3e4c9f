/** What was found, as rules: however much it is, the set goes in. */
import { expect, test } from 'vitest'
import { memoryRules } from '../../tests/fixtures/memory-rules.ts'
import { NO_LISTS, plainLists } from '../../tests/fixtures/plain-lists.ts'
import { plainPolicy } from '../../tests/fixtures/policies.ts'
import type { Action } from '../policy/categories.ts'
import type { Quarantined } from '../policy/quarantine.ts'
import { exactly } from '../time/now.ts'
import { ruleSets } from './both.ts'
import { LIMITS } from './ids.ts'
import { compileQuarantine } from './quarantine.ts'

const T = Date.UTC(2026, 9, 20, 9)
const NOW = exactly(T)

const found = (i: number, path?: string): Quarantined => ({
  id: `q${i}`,
  host: path === undefined ? `m${i}.test` : 'sites.google.com',
  ...(path !== undefined && { path }),
  found: 'game',
  evidence: [],
  by: 'school',
  since: T,
  until: T + 1_000 + i,
})

const many = (count: number, games: Action) => {
  const { categories } = plainPolicy()
  const quarantine = Array.from({ length: count }, (_, i) => found(i, `/view/gamer${i}`))
  return plainPolicy({ categories: { ...categories, games }, quarantine: [...quarantine, found(count)] })
}

test.each([
  ['block', 100],
  ['block', 300],
  ['block', 1_500],
  ['warn', 100],
  ['warn', 300],
] as const)(
  '%s: %i paths are no fault, and leave the school’s own paths their expressions',
  (games, count) => {
    const { rules, counts } = compileQuarantine(many(count, games), NOW)
    expect(counts.regexes).toBeLessThanOrEqual(60)
    expect(800 + counts.regexes).toBeLessThan(LIMITS.regexRules)
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
    const hosts = rules.flatMap(({ condition: { requestDomains = [] } }) => requestDomains)
    expect(hosts).toContain(`m${count}.test`)
  },
)

test('past the expressions a path is one filter, which ends at a segment', () => {
  const { rules } = compileQuarantine(many(200, 'block'), NOW)
  const filters = rules.map(({ condition }) => condition.urlFilter).filter((one) => one?.startsWith('||'))
  expect(filters).toHaveLength(140)
  expect(filters).toContain('||sites.google.com/view/gamer99^')
})

test('what does not fit ends first, and is told', async () => {
  const policy = many(300, 'warn')
  const { rules } = compileQuarantine(policy, NOW)
  const text = JSON.stringify(rules)
  expect(text).toContain('gamer299')
  expect(text).not.toContain('gamer0"')
  expect(text).not.toContain('gamer0^')
  const { problems } = await ruleSets(memoryRules()).ensure(policy, plainLists(NO_LISTS), NOW)
  expect(problems).toMatchObject([
    { outcome: 'left-out', layer: 'quarantineWarned' },
    { outcome: 'left-out', layer: 'quarantineWorkers' },
  ])
  const few = await ruleSets(memoryRules()).ensure(many(20, 'warn'), plainLists(NO_LISTS), NOW)
  expect(few.problems).toEqual([])
})
