/** What holds of any text: however a number is parted, whatever else is written, however long it is. */
import { test as property, fc } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { passesLuhn } from './card.ts'
import { findPersonal, markOf } from './find.ts'
import { ALL, kindsIn, NOW, post } from './testing-find.ts'

describe('of any text', () => {
  const digits = (length: number) =>
    fc
      .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
      .map((all) => all.join(''))

  property.prop([digits(9), fc.constantFrom('', ' ', '-'), fc.constantFrom('7', '20', '161')])(
    'a mobile’s or a landline’s digits are found however they are parted',
    (rest, between, area) => {
      const valid = area === '7' ? `71${rest.slice(0, 8)}` : `${area}${rest}`.slice(0, 10)
      const number = `0${valid.slice(0, 3)}${between}${valid.slice(3, 6)}${between}${valid.slice(6)}`
      expect(kindsIn(post(`call ${number} now`))).toEqual(['phone'])
    },
  )
  property.prop([digits(15)])('a card’s number is found with its check digit and with no other', (rest) => {
    const start = `4${rest.slice(1)}`
    const check = [...Array(10).keys()].find((digit) => passesLuhn(`${start}${digit}`)) ?? 0
    expect(kindsIn(post(`${start}${check}`))).toEqual(['card'])
    expect(kindsIn(post(`${start}${(check + 1) % 10}`))).toEqual([])
  })
  property.prop([fc.string({ unit: 'grapheme', maxLength: 300 })])(
    'nothing throws, and no mark is a text',
    (text) => {
      for (const { mark } of findPersonal(post(text), ALL, 7, NOW)) expect(Number.isInteger(mark)).toBe(true)
    },
  )
  property.prop([fc.array(fc.integer({ min: 0, max: 9999 }), { maxLength: 12 })])(
    'a row of numbers with commas is nothing',
    (numbers) => {
      expect(kindsIn(post(numbers.join(', ')))).toEqual([])
    },
  )
})

test('one thing has one mark in a document however it is written, and another in the next', () => {
  const mark = (text: string, salt = 1) => findPersonal(post(text), ALL, salt, NOW)[0]?.mark
  expect(mark('07700 900123')).toBe(mark('+44 7700 900 123'))
  expect(mark('07700 900123')).not.toBe(mark('07700 900124'))
  expect(mark('07700 900123')).not.toBe(mark('07700 900123', 2))
  expect(markOf('a', 1)).not.toBe(markOf('b', 1))
})

test('a long text takes no time that anybody would notice, and what is made to be slow neither', () => {
  const long = [
    'A sentence of homework about 12 things in 2014, page 4. '.repeat(400),
    '0'.repeat(20_000),
    '0 '.repeat(10_000),
    '12 a '.repeat(4_000),
    'you are so '.repeat(2_000),
    `'${'a '.repeat(10_000)}`,
  ]
  for (const text of long) {
    const start = performance.now()
    findPersonal(post(text), ALL, 0, NOW)
    // A hundred times what it takes: it is to catch a pattern that runs away.
    expect([text.slice(0, 8), performance.now() - start < 3_000]).toEqual([text.slice(0, 8), true])
  }
})
