/** Which way text goes, and that a piece of it turns nothing beside it. */
import { describe, expect, it } from 'vitest'
import { shown } from './faces.ts'
import { linesOf, type Piece } from './lines.ts'
import { inkOf, levelsOf, orderOf } from './order.ts'

const SHALOM = 'שלום'
/** Everything that turns the direction of writing, or ends such a turn. */
const TURNS = [0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069]

/** Every character is one wide. */
const laidOut = (pieces: readonly Piece[], width = 1000) => linesOf(pieces, width, ({ text }) => text.length)
/** From left to right, as on paper. */
const onPaper = (pieces: readonly Piece[], width?: number) =>
  laidOut(pieces, width).map((line) => line.toSorted((a, b) => a.x - b.x).map(({ text }) => text))

describe('the order of a line', () => {
  it('is Unicode’s', () => {
    expect(orderOf([0, 1, 0])).toEqual([0, 1, 2])
    expect(orderOf([1, 1, 0])).toEqual([1, 0, 2])
    expect(orderOf([1, 2, 1])).toEqual([2, 1, 0])
    expect(orderOf([1, 2, 2, 1, 0, 1])).toEqual([3, 1, 2, 0, 4, 5])
    expect([...levelsOf(`${SHALOM} 12 a`)]).toEqual([1, 1, 1, 1, 1, 2, 2, 1, 2])
    expect([...levelsOf('a1')]).toEqual([0, 0])
  })

  it('has what is written from right to left from right to left, numbers and Latin in it from left to right', () => {
    expect(onPaper([{ text: `${SHALOM} 12` }])).toEqual([['12', `${SHALOM} `]])
    expect(onPaper([{ text: `say ${SHALOM} now` }])[0]?.join('')).toBe(`say ${SHALOM} now`)
    const [line] = laidOut([{ text: `${SHALOM} abc` }])
    expect(onPaper([{ text: `${SHALOM} abc` }, { text: ' · x' }])[0]?.join('')).toMatch(/^abc.* · x$/)
    // Read in its own order, wherever it stands.
    expect(line?.map(({ text }) => text).join('')).toBe(`${SHALOM} abc`)
  })

  it('is turned by no piece beside it, whatever that holds', () => {
    const before = { text: '09:00:00 Searched for: ', bold: true }
    const after = ['row 12', ' (no proof)'].map((text) => ({ text }))
    const names = ['abc', SHALOM, `12 ${SHALOM}`, `${SHALOM} 12`, `((${SHALOM}`, 'كيف', `a${SHALOM})`]
    for (const name of names)
      for (const turn of TURNS.map((code) => String.fromCodePoint(code)))
        for (const text of [name, turn + name, name + turn, `${turn}${name}${turn}`, `${turn}12`]) {
          const [found = []] = onPaper([before, { text }, ...after])
          expect(found[0]).toBe(before.text)
          expect(found.join('')).toMatch(/row 12 \(no proof\)$/)
          expect(found.join('')).not.toContain(turn)
        }
  })
})

describe('lines', () => {
  it('end after words, and within one that is longer than a line; nothing of it is lost', () => {
    expect(onPaper([{ text: 'one two three' }], 8).map((parts) => parts.join(''))).toEqual([
      'one two ',
      'three',
    ])
    expect(onPaper([{ text: 'a/b?c=dddd' }], 4).map((parts) => parts.join(''))).toEqual([
      'a/b?',
      'c=',
      'dddd',
    ])
    const text = `see ${'x'.repeat(25)} and ${SHALOM.repeat(5)} 123 [.] ${'ы'.repeat(12)}`
    const lines = laidOut([{ text: 'Bold: ', bold: true }, { text }], 10)
    expect(lines.flatMap((line) => line.map((part) => part.text)).join('')).toBe(`Bold: ${text}`)
    for (const line of lines)
      expect(
        line
          .map((part) => part.text)
          .join('')
          .trimEnd().length,
      ).toBeLessThanOrEqual(10)
  })

  it('of nothing are one empty line', () => {
    expect(laidOut([{ text: '' }])).toEqual([[]])
  })
})

describe('what the PDF library is given', () => {
  it('comes out in the direction that it has, for it turns Arabic and Hebrew letters alone', () => {
    expect(inkOf('abc (', false)).toBe('abc (')
    expect(inkOf(`${SHALOM} (`, true)).toBe(`${SHALOM} )`)
    expect(inkOf(' (', true)).toBe(') ')
    // Urdu’s digits are letters to the library, and go from left to right.
    expect(inkOf('۱۲', false)).toBe('۲۱')
  })
})

describe('letters', () => {
  it.each([
    ['Polish', 'Zażółć gęślą jaźń'],
    ['Romanian', 'Știință și țară'],
    ['Welsh', 'Ŵyn a thŷ'],
    ['Vietnamese', 'Tiếng Việt'],
    ['Greek', 'Ελένη, ᾧ'],
    ['Ukrainian', 'Привіт, ґанок'],
    ['Arabic', 'كيف أصنع بركانًا؟'],
    ['Urdu', 'میں خوش ہوں۔ ۱۲۳'],
    ['Persian', 'می\u200Cخواهم'],
    ['Hebrew', 'שָׁלוֹם־עוֹלָם'],
    ['Hindi', 'नमस्ते, क्षमा'],
    ['Bengali', 'আমি ভালো আছি'],
    ['Punjabi', 'ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ'],
    ['Gujarati', 'નમસ્તે'],
    ['Tamil', 'வணக்கம்'],
  ])('of %s are letters', (_language, text) => {
    expect(shown(text)).toBe(text)
  })

  it('that no font has are numbers, and so is what nobody sees', () => {
    expect(shown('你a')).toBe('[U+4F60]a')
    expect(shown('a\u202Eb\u0000')).toBe('a[U+202E]b[U+0000]')
    expect(shown('\u{1F600}')).toBe('[U+1F600]')
  })
})
