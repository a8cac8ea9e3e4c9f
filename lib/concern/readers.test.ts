import { describe, expect, test } from 'vitest'
import { canHideName, type Member, peopleOf, readersOf, usualReader } from './readers.ts'

const key = (id: string, name: string, role: Member['role']): Member => ({ id, name, role, seal: id })
const khan = key('k1', 'Mrs Khan', 'team')
const khansOther = key('k2', 'Mrs Khan', 'team')
const jones = key('j', 'Mr Jones', 'team')
const head = key('h', 'Dr Osei', 'head')
const chair = key('c', 'Ms Lee', 'chair')
const ALL = [khan, khansOther, jones, head, chair]
const ids = (keys: readonly Member[]) => keys.map(({ id }) => id)
const read = (choice: Parameters<typeof readersOf>[1], keys = ALL) => {
  const readers = readersOf(keys, choice)
  return readers && { now: ids(readers.now), later: ids(readers.later) }
}

describe('who reads a concern', () => {
  test('the team, with every key, and after it the head', () => {
    expect(read({ whom: 'team', not: [] })).toEqual({ now: ['k1', 'k2', 'j'], later: ['h'] })
  })
  test('one named person, and after them the others of the team', () => {
    expect(read({ whom: { name: 'Mr Jones' }, not: [] })).toEqual({ now: ['j'], later: ['k1', 'k2'] })
  })
  test('about an adult the head, then the chair; about the head the chair and nobody after', () => {
    expect(usualReader('adult', ALL)).toBe('head')
    expect(read({ whom: 'head', not: [] })).toEqual({ now: ['h'], later: ['c'] })
    expect(read({ whom: 'chair', not: [] })).toEqual({ now: ['c'], later: [] })
  })
  test('about an adult where the school has no head’s key', () => {
    expect(usualReader('adult', [khan, chair])).toBe('chair')
    expect(usualReader('adult', [khan])).toBe('team')
    expect(usualReader('unkind', ALL)).toBe('team')
  })
  test('never whom the pupil leaves out, with none of their keys, not even later', () => {
    expect(read({ whom: 'team', not: ['Mrs Khan', 'Dr Osei'] })).toEqual({ now: ['j'], later: [] })
    expect(read({ whom: { name: 'Mr Jones' }, not: ['Mrs Khan'] })).toEqual({ now: ['j'], later: [] })
  })
  test('nobody, when those who are left out are all there were', () => {
    expect(read({ whom: 'team', not: ['Mrs Khan', 'Mr Jones'] })).toBeNull()
    expect(read({ whom: { name: 'Mr Jones' }, not: ['Mr Jones'] })).toBeNull()
  })
  test('nobody is chosen by name who is not of the team', () => {
    expect(read({ whom: { name: 'Dr Osei' }, not: [] })).toBeNull()
  })
})

test('people are told apart by name', () => {
  expect(peopleOf(ALL).map(({ name }) => name)).toEqual(['Mrs Khan', 'Mr Jones', 'Dr Osei', 'Ms Lee'])
})

test('a name is hidden behind two people, and two keys of one person are one', () => {
  const can = (keys: readonly Member[]) => canHideName({ now: keys, later: [] })
  expect(can([khan, jones])).toBe(true)
  expect(can([khan, khansOther])).toBe(false)
  expect(canHideName({ now: [khan], later: [head] })).toBe(true)
})
