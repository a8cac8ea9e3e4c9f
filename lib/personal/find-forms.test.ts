/** What is written into the fields of a form, and what a field asks for by its name. */
import { describe, expect, test } from 'vitest'
import { hintOf, type Piece } from './piece.ts'
import { kindsIn } from './testing-find.ts'

describe('in the fields of a form', () => {
  test('a street and a postcode, or a house number that is asked for and a postcode', () => {
    expect(kindsIn([{ text: '12 Acacia Avenue' }, { text: 'Leeds' }, { text: 'LS1 4AB' }])).toEqual([
      'address',
    ])
    expect(kindsIn([{ text: '12', hint: 'house' }, { text: 'LS1 4AB' }])).toEqual(['address'])
    expect(kindsIn([{ text: '12' }, { text: 'LS1 4AB' }])).toEqual([])
  })
  test('a date of birth needs its name, however many fields it has', () => {
    const born: Piece[] = ['4', '5', '2014'].map((text) => ({ text, hint: 'birth' }))
    expect(kindsIn([{ text: 'Sam', hint: 'name' }, ...born])).toEqual(['birth-date'])
    expect(kindsIn(born)).toEqual([])
    expect(kindsIn([{ text: 'Sam', hint: 'name' }, { text: '2014-05-04' }])).toEqual([])
    expect(
      kindsIn([
        { text: 'Sam', hint: 'name' },
        { text: '2014-05-04', hint: 'birth' },
      ]),
    ).toEqual(['birth-date'])
    expect(
      kindsIn([
        { text: 'Sam', hint: 'name' },
        { text: '1964-05-04', hint: 'birth' },
      ]),
    ).toEqual([])
  })
  test('what is looked up is no phone number or address of somebody’s; a card is a card', () => {
    expect(kindsIn([{ text: '07700 900123', isSearch: true }])).toEqual([])
    expect(kindsIn([{ text: '12 High Street, Leeds LS1 4AB', isSearch: true }])).toEqual([])
    expect(kindsIn([{ text: '4111 1111 1111 1111', isSearch: true }])).toEqual(['card'])
    expect(kindsIn([{ text: '1', isSearch: true }, { text: '07700 900123' }])).toEqual(['phone'])
  })
  test('unkind words are looked for in posts alone', () => {
    expect(kindsIn([{ text: 'you are an idiot' }])).toEqual([])
  })
})

test.each<[string, string | undefined]>([
  ['firstName given-name', 'name'],
  ['Your name', 'name'],
  ['full_name', 'name'],
  ['username', undefined],
  ['display name', undefined],
  ['company name', undefined],
  ['dob', 'birth'],
  ['bday-year', 'birth'],
  ['Date of birth', 'birth'],
  ['addressLine1 Street', 'house'],
  ['house-number', 'house'],
  ['comment', undefined],
])('a field that is called “%s” asks for: %s', (said, hint) => {
  expect(hintOf(said)).toBe(hint)
})
