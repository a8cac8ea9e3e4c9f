import { expect, test } from 'vitest'
import { unitedNames } from './build-job.ts'
import type { Entry } from './names/entry.ts'
import { hostOf, keyOf } from './names/key.ts'

const list = (...hosts: string[]): Entry[] =>
  hosts.map((host) => ({ key: keyOf(host), set: 'games' })).sort((a, b) => (a.key < b.key ? -1 : 1))

test('a name says in how many sources it stands', () => {
  const lists = [
    list('one.example', 'two.example', 'three.example'),
    list('two.example', 'three.example', 'under.one.example'),
    list('three.example', 'corrected.example'),
  ]
  const corrections = [{ host: 'corrected.example', categories: [] }]
  const found = [...unitedNames(lists, corrections)].map(({ key, sources }) => [hostOf(key), sources])
  expect(Object.fromEntries(found)).toEqual({ 'one.example': 1, 'two.example': 2, 'three.example': 3 })
})
