/** Numbers of payment cards: of a length and a beginning that an issuer has, and with their check digit (Luhn). */
import { isInSum, isLabelled, type Piece } from './piece.ts'

/** Unbroken, in fours, or as American Express (4-6-5) and Diners (4-6-4) print them. */
const RUN = /\d{13,19}|\d{4}([ \u00a0-])\d{4}\1\d{4}\1\d{1,4}(?:\1\d{1,3})?|\d{4}([ \u00a0-])\d{6}\2\d{4,5}/g

const ISSUERS: readonly RegExp[] = [
  /^4(\d{12}|\d{15}|\d{18})$/, // Visa
  /^(5[1-5]\d{4}|222[1-9]\d\d|22[3-9]\d{3}|2[3-6]\d{4}|27[01]\d{3}|2720\d\d)\d{10}$/, // Mastercard
  /^3[47]\d{13}$/, // American Express
  /^(6011|64[4-9]\d|65\d\d)\d{12}$/, // Discover
  /^35(2[89]|[3-8]\d)\d{12}$/, // JCB
  /^3(0[0-5]|[68]\d)\d{11}$/, // Diners Club
  /^62\d{14,17}$/, // UnionPay
  /^(5018|5020|5038|5893|6304|6759|676[1-3])\d{8,15}$/, // Maestro
]

export const findCards = (pieces: readonly Piece[]): readonly string[] =>
  pieces.flatMap(({ text }) =>
    [...text.matchAll(RUN)].flatMap((match) => {
      const [found] = match
      const before = text.slice(0, match.index)
      const after = text.slice(match.index + found.length)
      const digits = found.replace(/\D/g, '')
      const isOther = /[\w.,£$€#/=-]$/.test(before) || /^([ -]?\d|[.,]\d|[\w%/])/.test(after)
      if (isOther || isInSum(before, after)) return []
      if (digits === found && isLabelled(before)) return []
      return isCard(digits) ? [digits] : []
    }),
  )

const isCard = (digits: string): boolean =>
  ISSUERS.some((issuer) => issuer.test(digits)) && passesLuhn(digits) && !/^(\d)\1+$/.test(digits)

/** ISO/IEC 7812-1, annex B. */
export function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits, Number)
    .toReversed()
    .reduce((all, digit, i) => {
      const value = digit * (i % 2 === 1 ? 2 : 1)
      return all + (value > 9 ? value - 9 : value)
    }, 0)
  return sum % 10 === 0
}
