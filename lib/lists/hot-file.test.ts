import { test as property, fc } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import type { CarriedSegment } from './lists.ts'
import { hotChange, hotFile, segmentsIn, withHotChange } from './hot-file.ts'

const hostsArb = fc
  .uniqueArray(
    fc.integer({ min: 0, max: 60 }).map((i) => `n${i}.example`),
    { minLength: 1 },
  )
  .map((hosts) => hosts.join(' '))
const fileArb = fc
  .record({ adult: hostsArb, games: hostsArb, malware: hostsArb }, { requiredKeys: [] })
  .map((lines) =>
    hotFile(Object.entries(lines).map(([category, hosts]) => ({ category, hosts }) as CarriedSegment)),
  )

property.prop([fileArb, fileArb])('a change applied to the one is the other', (from, to) => {
  expect(withHotChange(from, hotChange(from, to))).toBe(to)
  expect(hotFile(segmentsIn(to))).toBe(to)
})

test('the same names are the same file, in whatever order they come', () => {
  const [one, two] = [
    { category: 'adult', hosts: 'b.example a.example' },
    { category: 'games', hosts: 'c.example' },
  ] as const satisfies CarriedSegment[]
  expect(hotFile([one, two])).toBe('adult a.example b.example\ngames c.example')
  expect(hotFile([two, one])).toBe(hotFile([one, two]))
})

test('what no rule can hold is left out, and a kind that is not known here', () => {
  const text = 'adult a.example -b.example *.c.example\nfrom-the-future d.example\ngames e.example'
  expect(segmentsIn(text)).toEqual([
    { category: 'adult', hosts: 'a.example' },
    { category: 'games', hosts: 'e.example' },
  ])
  expect(segmentsIn('')).toEqual([])
})

test('a change of a day is small beside the names', () => {
  const names = Array.from({ length: 20_000 }, (_, i) => `name-${i}.example`)
  const [from, to] = [0, 1].map((but) =>
    hotFile([{ category: 'adult', hosts: names.filter((_, i) => i % 400 !== but).join(' ') }]),
  ) as [string, string]
  expect(hotChange(from, to).length / to.length).toBeLessThan(0.01)
})
