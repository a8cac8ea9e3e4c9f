import { expect, test } from 'vitest'
import type { CategoryId } from '../policy/categories.ts'
import { HotNames, type HotOptions, MUST_HOLD } from './hot.ts'

type Given = readonly [host: string, categories: readonly CategoryId[], sources: number]

function chosen(names: readonly Given[], options: HotOptions): Record<string, readonly string[]> {
  const hot = new HotNames(options)
  for (const name of names) hot.add(...name)
  return Object.fromEntries(hot.finish().map(({ category, hosts }) => [category, hosts.split(' ')]))
}

const many = (kind: CategoryId, count: number): Given[] =>
  Array.from({ length: count }, (_, i) => [`${kind}-${i}.example`, [kind], 1])

test('small kinds come whole, and the large ones share what is left', () => {
  const names = [...many('adult', 500), ...many('malware', 500), ...many('self-harm', 7)]
  const found = chosen(names, { budget: 107 })
  expect(found['self-harm']).toHaveLength(7)
  expect([found['adult']?.length, found['malware']?.length]).toEqual([50, 50])
  expect(chosen(names, { budget: 5_000 })['adult']).toHaveLength(500)
})

test('a name that a device takes for none is left to the index', () => {
  const names: Given[] = ['-a.example', 'b-.example', `${'x'.repeat(64)}.example`, 'c.example'].map(
    (host) => [host, ['games'], 1],
  )
  expect(chosen(names, {})).toEqual({ games: ['c.example'] })
})

test('what the school goes to comes first, then what most sources name, then what is short and stands high', () => {
  const names: Given[] = [
    ['deep.in.a.long-name.example', ['games'], 1],
    ['a.example', ['games'], 1],
    ['long-name.example', ['games'], 1],
    ['attested-by-three.example', ['games'], 3],
    ['went-there.by.pupils.example', ['games'], 1],
  ]
  const visits = (host: string) => (host.startsWith('went-there') ? 4 : 0)
  const first = (budget: number) => chosen(names, { budget, visits })['games']
  expect(first(1)).toEqual(['went-there.by.pupils.example'])
  expect(first(2)).toContain('attested-by-three.example')
  expect(first(3)).toContain('a.example')
  expect(first(4)).toContain('long-name.example')
})

test('the order in which names come changes nothing, also when more come than are kept', () => {
  const names = [...many('adult', 400), ...many('games', 30)]
  const backwards = names.toReversed()
  expect(chosen(names, { budget: 60 })).toEqual(chosen(backwards, { budget: 60 }))
})

test('kinds that the index answers for take no room, nor what the rules say already', () => {
  const known = (host: string) => new Set<CategoryId>(host === 'known.example' ? ['adult'] : [])
  const found = chosen(
    [
      ['shop.example', ['shopping'], 9],
      ['known.example', ['adult'], 9],
      ['both.example', ['games', 'adult'], 1],
    ],
    { known },
  )
  expect(found).toEqual({ adult: ['both.example'] })
})

test('there are nine kinds, each once', () => {
  expect(new Set(MUST_HOLD).size).toBe(9)
})
