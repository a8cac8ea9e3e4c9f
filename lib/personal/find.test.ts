/** Real-looking things that must be found, and things that only look like them. */
import { test as property, fc } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { passesLuhn } from './card.ts'
import { findPersonal, markOf, type WrittenKind } from './find.ts'
import { hintOf, type Piece } from './piece.ts'

const NOW = Date.UTC(2026, 10, 22)
const ALL: readonly WrittenKind[] = ['phone', 'address', 'card', 'birth-date', 'unkind']
const kindsIn = (pieces: readonly Piece[]): string[] => [
  ...new Set(findPersonal(pieces, ALL, 0, NOW).map(({ kind }) => kind)),
]
const post = (text: string): Piece[] => [{ text, isPost: true, isChat: true }]

const YES: Readonly<Record<WrittenKind, readonly string[]>> = {
  phone: [
    '07700 900123',
    'my number is 07700900123 text me',
    'ring 0770 090 0123!',
    '(020) 7946 0018',
    '020 7946 0018',
    '01632 960 983.',
    '0161-496-0345',
    '+44 7700 900123',
    '+44 (0)7700 900 123',
    '0044 7700 900123',
    'on 07700 900123 5 pm',
    'Tel:07700900123',
    '0 7 7 0 0 9 0 0 1 2 3',
    '+33 6 12 34 56 78',
    '+1 415 555 2671',
    '(415) 555-2671',
    '+48 512 345 678',
    '07 700 900 123',
    '07-700-900-123',
    'ring 07 700900123',
    '０７７００ ９００１２３',
    '07７００900123',
    '٠٧٧٠٠ ٩٠٠١٢٣',
  ],
  address: [
    '12 High Street, Leeds LS1 4AB',
    'I live at 7a St Mary’s Road\nHull\nHU1 2QQ',
    'flat 3, Nelson House, SW1A 1AA',
    'come to 14 Greenways, York yo1 9tl',
    '221B Baker Street NW16XE',
    'LS1 4AB\n12 Acacia Avenue',
  ],
  card: [
    '4111 1111 1111 1111',
    '4111111111111111',
    'card 5555-5555-5555-4444 exp 04/29',
    '3782 822463 10005',
    '378282246310005',
    '6011111111111117',
    '3530111333300000',
    '6759649826438453',
    '2223003122003222',
  ],
  'birth-date': [
    'My name is Sam and my birthday is 4 May 2014',
    'I’m Sam Brown, I was born on 04/05/2014',
    'Name: Amina\nDOB: 2014-05-04',
    'i am Zofia i was born 4th of March 2015',
    'My name is Sam. Date of birth: May 4, 2013',
    'im sam, dob 3/5/14',
    'hi im sam and my birthday is 3 may 2014',
    'i am zofia nowak. my bday 3/5/2014',
    'my name is sam my dob is 3/5/14',
    'IM SAM, DOB 3/5/14',
  ],
  unkind: [
    'you are so stupid',
    'ur an idiot',
    'you 1d10t',
    'you are u g l y',
    'you looooser',
    'loser!',
    'kill yourself',
    'Nobody likes you.',
    'f**k you',
    'what a d1ckhead',
    'you fat pig',
    'KYS',
    'you’re pathetic',
    'you i.d.i.o.t',
    'you idíot',
  ],
}

const NO: readonly string[] = [
  // Sums and answers.
  '01234 567890 + 3 = ?',
  '07700900123 * 2',
  '12345678901 + 98765432109 = 111111111010',
  '2 × 07700900123',
  '2 * 4111111111111111',
  '0.07700900123',
  '4111111111111111 / 2',
  '3.14159265358979323846',
  '5 +1234567890',
  'x = 4 + 44 7700 900123',
  '02 05 08 11 14 1',
  '07 12 15 18 22 9',
  '10, 20, 30, 40, 50, 60, 70',
  '1/2 3/4 5/6 7/8',
  '07 112 14 15 18 2',
  '07 12 345 678 9',
  '1.5 × 10⁰⁷⁷⁰⁰⁹⁰⁰¹²³',
  // Numbers of books, orders, pages.
  'ISBN 978-0-306-40615-7',
  'ISBN 0-306-40615-2',
  'ISBN 0140328696',
  '9780306406157',
  'order number 01632960983',
  'Order no. 4111111111111111',
  'ref: 07700900123',
  'tracking 01234567890123',
  'page 112, paragraph 4',
  '#07700900123',
  'https://shop.test/?id=07700900123',
  'IMEI 353918052107063',
  '4111 1111 1111 1112',
  '4000 5000 6000 7000',
  '1111 1111 1111 1117',
  '0000000000000000',
  '01234567890',
  // Numbers that are everybody's.
  'Call Childline on 0800 1111',
  'ring 0800 1111 or 999',
  'BT 0345 123 4567',
  '116 123',
  '08000 123 456',
  // Money, time, dates.
  'It cost £1,234,567,890.00',
  '2014',
  '4 May 2014',
  '04/05/2014',
  '2026-11-22 10:30:45',
  'In 1066 William came to England, in 1939 war began',
  'William Shakespeare was born on 23 April 1564',
  'My name is Anne Frank and I was born on 12 June 1929',
  'Prince George was born on 22 July 2013',
  'Name: Queen Victoria\nBorn: 24 May 1819',
  'my birthday is 4 May 2014',
  'My name is Sam and today is 4 May 2014',
  'My name is Sam and I was born on 31 February 2014',
  'im so happy, my birthday is 3/5/14',
  'i am excited, my birthday is 3/5/14',
  'i am in year 7. my birthday is 3/5/14',
  'i was at im sam, the shop, on 3/5/14',
  // Places.
  'LS1 4AB',
  'Leeds LS1 4AB is near the station',
  '12 High Street',
  'The 12 apostles. Also see SW1A 1AA',
  'We counted 30 cars near HU1 2QQ',
  'Room B12 3CD',
  'XX1 4AB, 12 High Street',
  'Downing Street SW1A 2AA',
  // Words that only look unkind.
  'I went to Scunthorpe, Penistone and Cockermouth',
  'Moby Dick is a whale, have you read Moby Dick',
  'The word "idiot" comes from Greek',
  'In the play he says ‘you are a fool and an idiot’',
  'Our teacher said that "twat" and ‘wanker’ are rude, and why',
  'Offa’s Dyke is a long dyke',
  'The Ugly Duckling',
  'a fat cat sat on your mat',
  'your fat cat is cute',
  'Nietzsche and Dostoevsky wrote the idiot',
  'you are so kind',
  'you look great',
  'do you have a pig or a cow on your farm',
  'flame retardant foam',
  'Pakistan won the cricket',
  'he assassinated the grass snake',
  'you read about the dead sea',
  'cocktail, Dickens, Essex, Sussex, Arsenal, Wankel engine',
  'the bitch had six puppies',
  '',
]

describe.each(ALL)('%s', (kind) => {
  test.each(YES[kind])('is found: %s', (text) => {
    expect(kindsIn(post(text))).toContain(kind)
  })
  test('and nothing else is found in any of these', () => {
    for (const text of YES[kind]) expect([text, kindsIn(post(text))]).toEqual([text, [kind]])
  })
})

test.each(NO)('nothing is found: %s', (text) => {
  expect(kindsIn(post(text))).toEqual([])
})

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
