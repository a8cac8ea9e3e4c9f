/** Phone numbers that ring at somebody's: UK mobiles and landlines, and any country's when written with its code. */
import { once } from './once.ts'
import { isInSum, isLabelled, type Piece } from './piece.ts'

/** What people put between digits. No line's end: two lines are two numbers. */
const BETWEEN = '[ ().\\u00a0\\u2010-\\u2013-]{0,3}'
const DIGIT = `(?:${BETWEEN}\\d)`
/** Not in a longer number, a decimal, an amount, a name or an address of the web. */
const START = '(?<![\\w£$€#@&?]|\\d[-.,]|[?&]\\w{1,20}=)'
const END = '(?![\\w£$€%]|[-.,]\\d)'

const PATTERNS = once((): readonly RegExp[] => [
  new RegExp(`${START}\\(?0${DIGIT}{10}\\)?${END}`, 'g'),
  new RegExp(`${START}(?:\\(?\\+|00)44(?:${BETWEEN}\\(0\\))?${DIGIT}{10}${END}`, 'g'),
  new RegExp(`${START}\\(?\\+(?!44)[1-9]${DIGIT}{8,14}${END}`, 'g'),
  // North America, as it is written there.
  new RegExp(`${START}\\([2-9]\\d\\d\\) ?[2-9]\\d\\d-\\d{4}${END}`, 'g'),
])

/** Calling codes (ITU E.164), from their first digits. */
const CODES =
  /^(1[2-9]|7|2[07]|2[1-69]\d|3[0-469]|3[578]\d|4[013-9]|42\d|5[1-8]|5[09]\d|6[0-6]|6[7-9]\d|8[1246]|8[058]\d|9[0-58]|9[679]\d)/

/** 070 and 076 are no mobiles; 03, 05, 08 and 09 are firms' and helplines'. */
const UK = /^(7[1-57-9]\d{8}|1[1-9]\d{8}|2[03489]\d{8})$/

export const findPhones = (pieces: readonly Piece[]): readonly string[] => [
  ...new Set(pieces.flatMap(({ text }) => PATTERNS().flatMap((pattern) => inText(text, pattern)))),
]

function inText(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const [found] = match
    const before = text.slice(0, match.index)
    const after = text.slice(match.index + found.length)
    // A plus after a number adds.
    const isSum = isInSum(before, after) || (found.startsWith('+') && /\d[ \t]*$/.test(before))
    const number = isSum || isLabelled(before) ? undefined : phoneOf(found)
    return number === undefined ? [] : [number]
  })
}

/** @returns its digits with the country's code; undefined when it is no phone number */
function phoneOf(found: string): string | undefined {
  const digits = found.replace(/\(0\)/, '').replace(/\D/g, '').replace(/^0044/, '44')
  if (digits.startsWith('0'))
    return UK.test(digits.slice(1)) && isGrouped(found) ? `44${digits.slice(1)}` : undefined
  if (digits.startsWith('44')) return UK.test(digits.slice(2)) ? digits : undefined
  if (!found.includes('+')) return `1${digits}`
  return CODES.test(digits) ? digits : undefined
}

/** As a number is said: an area first, few groups. A row of small numbers is a row of numbers. */
function isGrouped(found: string): boolean {
  const groups = found.split(/\D+/).filter((group) => group !== '')
  const isSpaced = groups.every((group) => group.length === 1)
  // Digits in their order are an example of digits.
  if (groups.join('') === '01234567890') return false
  // A mobile is also said by threes.
  const isByThrees = groups[0] === '07' && groups.slice(1).every(({ length }) => length >= 3)
  return isSpaced || isByThrees || ((groups[0]?.length ?? 0) >= 3 && groups.length <= 5)
}
