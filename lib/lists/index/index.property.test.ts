/** The index says what a plain map says, on any names; deltas lead where they were made for. */
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { CATEGORY_IDS, type CategoryId } from '../../policy/categories.ts'
import { suffixesOf } from '../host.ts'
import { IndexBuilder, type NameCategories } from './build.ts'
import { applyDelta, makeDelta } from './delta.ts'
import { openIndex } from './open.ts'
import { openSliced } from './sliced.ts'

const label = fc.stringMatching(/^[a-z0-9-]{1,4}$/)
const host = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'))
const categories = fc.uniqueArray(fc.constantFrom(...CATEGORY_IDS), { minLength: 1, maxLength: 3 })
const lists = fc.array(fc.tuple(host, categories), { maxLength: 200 })

/** The truth, by a plain map. */
function plain(names: readonly NameCategories[]) {
  const map = new Map<string, Set<CategoryId>>()
  for (const [name, own] of names) {
    const all = map.get(name) ?? new Set()
    for (const one of own) all.add(one)
    map.set(name, all)
  }
  return {
    size: map.size,
    of: (asked: string) => new Set([...suffixesOf(asked)].flatMap((suffix) => [...(map.get(suffix) ?? [])])),
  }
}

/** Chance may hit a host that is not guarded, however seldom: here all that is asked for is guarded. */
function build(names: readonly NameCategories[], asked: Iterable<string>): Uint8Array {
  const builder = new IndexBuilder({ mustNotHit: asked })
  for (const name of names) builder.add(name)
  return builder.finish()
}

/** Hosts that are listed, hosts under those, and others. */
const askedOf = (names: readonly NameCategories[], more: readonly string[]): string[] => [
  ...names.map(([name]) => name),
  ...names.map(([name], i) => `${more[i % Math.max(1, more.length)] ?? 'x'}.${name}`),
  ...more,
]

describe('the index', () => {
  test.prop([lists, fc.array(host)])('is a plain map', (names, more) => {
    const asked = askedOf(names, more)
    const index = openIndex(build(names, asked))
    const truth = plain(names)
    expect(index.names).toBe(truth.size)
    for (const one of asked) expect(index.categoriesOf(one)).toEqual(truth.of(one))
  })

  test.prop([lists, fc.array(host, { maxLength: 20 })])('says the same by slices', async (names, more) => {
    const asked = askedOf(names, more)
    const bytes = build(names, asked)
    const [whole, sliced] = [openIndex(bytes), await openSliced(async (from, to) => bytes.subarray(from, to))]
    for (const one of asked) expect(await sliced.categoriesOf(one)).toEqual(whole.categoriesOf(one))
  })

  test.prop([lists, fc.nat()])(
    'is the same bytes in any order, however often a name comes',
    (names, turn) => {
      const at = names.length === 0 ? 0 : turn % names.length
      const turned = [...names.slice(at), ...names.slice(0, at), ...names.slice(0, at)]
      expect(build(turned.toReversed(), [])).toEqual(build(names, []))
    },
  )
})

describe('a delta', () => {
  test.prop([lists, lists, lists])('leads from any lists to any', (kept, before, after) => {
    const from = build([...kept, ...before], [])
    const to = build([...kept, ...after], [])
    expect(applyDelta(from, makeDelta(from, to))).toEqual(to)
  })
})
