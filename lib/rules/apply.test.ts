/** Whole sets or none, in order, and the last good one kept. */
import { describe, expect, test } from 'vitest'
import { memoryRules } from '../../tests/fixtures/memory-rules.ts'
import { plainLists, NO_LISTS } from '../../tests/fixtures/plain-lists.ts'
import { plainPolicy } from '../../tests/fixtures/policies.ts'
import { exactly } from '../time/now.ts'
import { rulesApplier } from './apply.ts'
import { compile } from './compile.ts'
import { idsOf, readMarker } from './marker.ts'
import type { CompiledRules } from './number.ts'

const NOW = exactly(Date.UTC(2026, 9, 20, 10))
const LISTS = plainLists(NO_LISTS, 'none')

/** A set that blocks one host, and opens another with a rule of its own. */
const setFor = (version: string): CompiledRules =>
  compile(
    plainPolicy({
      version,
      entries: [
        { kind: 'suffix', host: 'bad.test', action: 'block' },
        { kind: 'host', host: 'good.test', action: 'allow' },
      ],
    }),
    LISTS,
    NOW,
  )
const idOf = (compiled: CompiledRules, action: string, host: string): number =>
  compiled.rules.find((r) => r.action.type === action && r.condition.requestDomains?.includes(host))?.id ?? -1

describe('applying', () => {
  test('puts the set in once and says what is in', async () => {
    const port = memoryRules()
    const { apply, applied } = rulesApplier(port)
    const first = setFor('1')
    expect(await applied()).toBeUndefined()
    expect(await apply(first)).toEqual({ outcome: 'applied', marker: first.marker, problems: [] })
    expect(await apply(first)).toEqual({ outcome: 'unchanged', marker: first.marker, problems: [] })
    expect(port.updates).toBe(1)
    expect(await applied()).toBe(first.marker)
  })

  test('a set that had to go in without a rule says so each time, and is whole as soon as it can be', async () => {
    const port = memoryRules()
    const { apply } = rulesApplier(port)
    const set = setFor('1')
    const refused = idOf(set, 'block', 'bad.test')
    port.refuses.add(refused)
    const problems = [{ ruleId: refused, outcome: 'left-out' }]
    expect(await apply(set)).toMatchObject({ outcome: 'applied', problems })
    expect(await apply(set)).toMatchObject({ outcome: 'unchanged', problems })
    port.refuses.clear()
    expect(await apply(set)).toEqual({ outcome: 'applied', marker: set.marker, problems: [] })
    expect([...port.dynamic.values()]).toEqual(set.rules)
  })

  test('removes what was there, without reading it when the marker tells', async () => {
    const port = memoryRules()
    const { apply } = rulesApplier(port)
    await apply(setFor('1'))
    port.wholeReads = 0
    const second = compile(plainPolicy({ version: '2' }), LISTS, NOW)
    await apply(second)
    expect(port.wholeReads).toBe(0)
    expect([...port.dynamic.values()]).toEqual(second.rules)
  })

  test('replaces rules of an older version that had no marker', async () => {
    const port = memoryRules()
    port.dynamic.set(77, { id: 77, action: { type: 'allow' }, condition: { urlFilter: 'x' } })
    const first = setFor('1')
    await rulesApplier(port).apply(first)
    expect([...port.dynamic.values()]).toEqual(first.rules)
  })

  test('keeps the last good set when the browser refuses a protection, and names it', async () => {
    const port = memoryRules()
    const { apply, applied } = rulesApplier(port)
    const first = setFor('1')
    await apply(first)
    const second = setFor('2')
    const refused = idOf(second, 'block', 'bad.test')
    port.refuses.add(refused)
    const result = await apply(second)
    expect(result).toMatchObject({ outcome: 'kept-last', marker: first.marker })
    expect(result.problems).toMatchObject([{ ruleId: refused, layer: 'own', outcome: 'kept-last' }])
    expect(await applied()).toBe(first.marker)
  })

  test('leaves out a refused rule that opens, and applies the rest', async () => {
    const port = memoryRules()
    const { apply } = rulesApplier(port)
    await apply(setFor('1'))
    const second = setFor('2')
    const refused = idOf(second, 'allow', 'good.test')
    port.refuses.add(refused)
    const result = await apply(second)
    expect(result).toMatchObject({ outcome: 'applied', marker: `${second.marker}/partial` })
    expect(result.problems).toMatchObject([{ ruleId: refused, outcome: 'left-out' }])
    expect(port.dynamic.has(refused)).toBe(false)
    expect(port.dynamic.size).toBe(second.rules.length - 1)
  })

  test('with nothing in the browser yet, applies what it can and says what is missing', async () => {
    const port = memoryRules()
    const first = setFor('1')
    const refused = idOf(first, 'block', 'bad.test')
    port.refuses.add(refused)
    const result = await rulesApplier(port).apply(first)
    expect(result.outcome).toBe('applied')
    expect(result.problems).toMatchObject([{ ruleId: refused, outcome: 'left-out' }])
  })

  test('keeps the last good set when the browser refuses for a reason that names no rule', async () => {
    const port = memoryRules()
    const { apply } = rulesApplier(port)
    const first = setFor('1')
    await apply(first)
    port.failsWith = 'Internal error while updating dynamic rules.'
    const result = await apply(setFor('2'))
    expect(result).toEqual({
      outcome: 'kept-last',
      marker: first.marker,
      problems: [{ message: 'Internal error while updating dynamic rules.', outcome: 'kept-last' }],
    })
  })

  test('compiles only what is not there yet', async () => {
    const port = memoryRules()
    const { ensure } = rulesApplier(port)
    const set = setFor('1')
    let compiled = 0
    const make = () => {
      compiled += 1
      return set
    }
    expect((await ensure(set.marker, make)).outcome).toBe('applied')
    expect((await ensure(set.marker, make)).outcome).toBe('unchanged')
    expect(compiled).toBe(1)
  })

  test('one after another: the last call wins', async () => {
    const port = memoryRules()
    const { apply, applied } = rulesApplier(port)
    const sets = ['1', '2', '3', '4'].map(setFor)
    await Promise.all(sets.map(apply))
    expect(await applied()).toBe(sets.at(-1)?.marker)
    expect(port.most).toBe(1)
  })
})

test('the marker knows every id of its set', () => {
  const set = setFor('1')
  const read = readMarker(set.rules.find((rule) => rule.id === 1))
  expect(read?.marker).toBe(set.marker)
  expect(idsOf('policy', read?.counts ?? {}).toSorted((a, b) => a - b)).toEqual(
    set.rules.map((rule) => rule.id).toSorted((a, b) => a - b),
  )
})
