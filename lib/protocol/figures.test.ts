/** No small count can be worked out from figures: every small table that there is, and all that one view of it fits. */
import { expect, it } from 'vitest'
import { type Figure, figureOf, peopleAtLeast, totalOf, visitsAtLeast } from './figures.ts'

type Table = readonly number[]

/** All tables of so many counts, each from `least` up to and without `most`: a five, so that no figure is cut. */
function* tables(counts: number, most: number, least = 0): Generator<Table> {
  const table = Array<number>(counts).fill(least)
  for (;;) {
    yield [...table]
    const at = table.findIndex((count) => count < most - 1)
    if (at < 0) return
    table.fill(least, 0, at)
    table[at] = (table[at] ?? 0) + 1
  }
}

const sum = (table: Table): number => table.reduce((all, one) => all + one, 0)

/**
 * What is shown of a table, with which somebody who knows the rule works: the counts that each place may have.
 * @returns tables of which a count of one to four is certain
 */
function certain(all: Iterable<Table>, view: (table: Table) => unknown): Table[] {
  const fit = new Map<string, { readonly table: Table; readonly counts: Set<number>[] }>()
  for (const table of all) {
    const shown = JSON.stringify(view(table))
    const known = fit.get(shown) ?? { table, counts: table.map(() => new Set<number>()) }
    fit.set(shown, known)
    table.forEach((count, i) => known.counts[i]?.add(count))
  }
  const isSmall = (count = 0): boolean => count > 0 && count < 5
  return [...fit.values()].flatMap(({ table, counts }) =>
    counts.some(({ size }, i) => size === 1 && isSmall(table[i])) ? [table] : [],
  )
}

const figures = (table: Table): Figure[] => table.map(figureOf)

it('not from a sum beside its parts', () => {
  for (const [parts, most] of [
    [1, 30],
    [2, 20],
    [3, 15],
    [4, 10],
    [5, 5],
  ] as const)
    expect(
      certain(tables(parts, most), (table) => [figures(table), totalOf(sum(table), figures(table))]),
    ).toEqual([])
  // The rounding of each by itself would do so: five times few, and twenty in all.
  expect(certain(tables(5, 5), (table) => [figures(table), figureOf(sum(table))])).toEqual([[4, 4, 4, 4, 4]])
})

it('not from the kinds of what was stopped beside its weeks, where some has no kind', () => {
  const all = [...tables(4, 15)].filter(([a = 0, b = 0, x = 0, y = 0]) => a + b >= x + y)
  expect(certain(all, figures)).toEqual([])
})

it.each([
  [2, 2, 15],
  [3, 2, 10],
  [1, 3, 10],
] as const)('not from %i kinds in each of %i weeks, beside what they come to', (kinds, weeks, most) => {
  // Of each week: the kinds, then what has none. All that come to less than `most`.
  const week = [...tables(kinds + 1, most)].filter((one) => sum(one) < most)
  const all = [...tables(weeks, week.length)].map((picked) => picked.flatMap((one) => week[one] ?? []))
  const view = (table: Table) => {
    const of = (kind: number) => table.filter((_, i) => i % (kinds + 1) === kind)
    const shown = Array.from({ length: kinds }, (_, kind) => of(kind)).filter(
      (ofKind) => figureOf(sum(ofKind)) !== 'few',
    )
    const inWeek = (i: number) => table.slice(i * (kinds + 1), (i + 1) * (kinds + 1))
    return [
      Array.from({ length: kinds }, (_, kind) => figureOf(sum(of(kind)))),
      shown.map(figures),
      figures(Array.from({ length: weeks }, (_, i) => sum(inWeek(i)))),
    ]
  }
  expect(certain(all, view)).toEqual([])
})

it('not from a table of groups with its sums', () => {
  // Of each group: agreed, not yet.
  const view = ([a = 0, b = 0, c = 0, d = 0]: Table) => {
    const rows = [
      [a + b, a, b],
      [c + d, c, d],
    ].map(figures)
    const of = (column: number) => rows.map((row) => row[column] ?? 'few')
    return [rows, totalOf(a + b + c + d, of(0)), totalOf(a + c, of(1)), totalOf(b + d, of(2))]
  }
  expect(certain(tables(4, 10), view)).toEqual([])
})

it('not from what was visited at least, of sites that are named', () => {
  for (const sites of [1, 2, 3, 4, 5])
    expect(
      certain(tables(sites, sites < 4 ? 15 : 5, 1), (table) => [
        figures(table),
        visitsAtLeast(sum(table), figures(table), 1),
      ]),
    ).toEqual([])
})

it('not from how many people there were at least, some of them at both sites, and often', () => {
  const all = [...tables(5, 10)].flatMap(([one = 0, other = 0, both = 0, v = 0, w = 0]) => {
    const [a, b] = [one + both, other + both]
    return a > 0 && b > 0 && a <= v && b <= w ? [[a, b, v, w, one + other + both]] : []
  })
  const view = ([a = 0, b = 0, v = 0, w = 0, everybody = 0]: Table) => {
    const [people, visits] = [figures([a, b]), figures([v, w])]
    const atLeast = peopleAtLeast(everybody, people)
    return [people, visits, atLeast, visitsAtLeast(v + w, visits, atLeast)]
  }
  expect(certain(all, view)).toEqual([])
})

it('not from two looks, one after the other', () => {
  const all = [...tables(2, 30)].flatMap(([before = 0, more = 0]) => [[before, more]])
  expect(certain(all, ([before = 0, more = 0]) => [figureOf(before), figureOf(before + more)])).toEqual([])
})

it('what is given is never more than there is', () => {
  for (const table of tables(3, 13)) {
    const total = totalOf(sum(table), figures(table))
    expect(total === 'few' ? 0 : total).toBeLessThanOrEqual(sum(table))
    if (total !== 'few') expect(total % 5).toBe(0)
  }
  expect([visitsAtLeast(0, [], 0), peopleAtLeast(0, [])]).toEqual([0, 0])
  expect(totalOf(0, [])).toBe('few')
})
