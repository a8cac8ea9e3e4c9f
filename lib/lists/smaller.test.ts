import { expect, test } from 'vitest'
import type { ListsDocument } from '../protocol/lists-document.ts'
import { smallerThan } from './smaller.ts'

const of = (number: number, names: number, more: Partial<ListsDocument> = {}): ListsDocument => ({
  version: { epoch: 1, number },
  issuedAt: 0,
  segments: [],
  index: { digest: 'a'.repeat(64), bytes: 1, names, format: 1 },
  ...more,
})
const own = (names: number): ListsDocument['segments'] => [
  {
    id: 'own',
    name: 'own',
    licence: '',
    category: 'games',
    hosts: Array.from({ length: names }, (_, i) => `h${i}.example`),
  },
]

test('a document that holds less says since when, and those after it go on saying so', () => {
  expect(smallerThan(of(4, 100), of(0, 100), 1)).toEqual({})
  expect(smallerThan(of(4, 100), of(0, 120), 1)).toEqual({})
  // By little too: who missed some of them sees all that went at once.
  expect(smallerThan(of(4, 100), of(0, 99), 1)).toEqual({ smallerThan: 4 })
  expect(smallerThan(of(7, 99, { smallerThan: 4 }), of(0, 99), 1)).toEqual({ smallerThan: 4 })
  expect(smallerThan(of(7, 99, { smallerThan: 4 }), of(0, 50), 1)).toEqual({ smallerThan: 7 })
})

test('the last source that goes, and a segment that goes, are less', () => {
  const { index: _, ...none } = of(0, 0)
  expect(smallerThan(of(4, 100), none, 1)).toEqual({ smallerThan: 4 })
  const before = of(4, 100, { segments: own(10) })
  expect(smallerThan(before, of(0, 100, { segments: own(9) }), 1)).toEqual({ smallerThan: 4 })
  expect(smallerThan(before, of(0, 200), 1)).toEqual({ smallerThan: 4 })
})

test('another life of the database begins afresh', () => {
  expect(smallerThan(of(4, 100, { smallerThan: 2 }), of(0, 1), 2)).toEqual({})
  expect(smallerThan(null, of(0, 1), 1)).toEqual({})
})
