import { expect, test } from 'vitest'
import { plainLists } from '../../tests/fixtures/plain-lists.ts'
import { withCorrections } from './corrected.ts'

const plain = plainLists({
  categories: [
    ['games.example', ['games']],
    ['bad.games.example', ['gambling']],
    ['maths.games.example', ['adult']],
    ['crime.example', ['illegal-csam']],
    ['help.example', ['drugs']],
  ],
  lifelines: [],
  neverBlock: [{ host: 'www.help.example', exact: true }],
  illegal: ['crime.example'],
})
const lists = withCorrections(plain, [
  { host: 'maths.games.example', categories: [] },
  { host: 'new.example', categories: ['shopping'] },
  { host: 'crime.example', categories: [] },
  { host: 'help.example', categories: ['news'] },
])
const said = (host: string) => [...lists.categoriesOf(host)].toSorted()

test('a correction speaks for its host and everything under it, and for nothing else', () => {
  expect(said('maths.games.example')).toEqual([])
  expect(said('a.b.maths.games.example')).toEqual([])
  expect(said('xmaths.games.example')).toEqual(['games'])
  expect(said('bad.games.example')).toEqual(['gambling', 'games'])
  expect(said('a.new.example')).toEqual(['shopping'])
})

test('what is illegal stays so, and what no list may block is not touched', () => {
  expect(said('a.crime.example')).toEqual(['illegal-csam'])
  expect(said('www.help.example')).toEqual([...plain.categoriesOf('www.help.example')])
  expect(said('help.example')).toEqual(['news'])
})

test('rules are made of what is said now', () => {
  const names = new Map([...lists.entries()].map(([host, ids]) => [host, [...ids]]))
  expect(names.get('maths.games.example')).toBeUndefined()
  expect(names.get('new.example')).toEqual(['shopping'])
  expect(names.get('crime.example')).toEqual(['illegal-csam'])
})
