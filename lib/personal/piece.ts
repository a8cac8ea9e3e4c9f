/** One field's text, and what the page's own markup says of the field. */
export interface Piece {
  readonly text: string
  /** What kind of field it is, by its name, label or autocomplete. */
  readonly hint?: Hint | undefined
  /** Somebody writes to somebody here: a post, a comment, a message. A search is none. */
  readonly isPost?: boolean | undefined
  /** There is room for more than an answer of one word. */
  readonly isChat?: boolean | undefined
  /** Something is looked up here: a place, a shop's number. */
  readonly isSearch?: boolean | undefined
}

export type Hint = 'name' | 'birth' | 'house'

const HINTS: readonly (readonly [Hint, RegExp])[] = [
  ['birth', /\bb-?day\b|birth|\bd\.?o\.?b\b/],
  ['house', /house|street|address|\bflat\b|strasse|rue\b/],
  ['name', /(^|\s)((first|last|full|given|family|sur|your|fore)[-_ ]?)?name\b|\bfname\b|\blname\b/],
]
/** A name that is nobody's: of an account, a file, a company. */
const NO_NAME = /user|nick|display|file|company|school|team|pet|screen|log-?in/

/** @param said name, id, autocomplete and label of a field, in one text */
export function hintOf(said: string): Hint | undefined {
  const text = said
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[_[\]]/g, ' ')
  const hint = HINTS.find(([, pattern]) => pattern.test(text))?.[0]
  return hint === 'name' && NO_NAME.test(text) ? undefined : hint
}

const LABELS =
  /\b(order|ref|reference|isbn|issn|ean|barcode|invoice|tracking|parcel|ticket|receipt|serial|model|sku|upn|uln|part|page|pages|version|product|item|catalogue|job|case|customer)\b[\s.:#-]*(no|nr|num|number|code|id|is)?[\s.:#]*$/i

/** Whether the words before a number say that it is another kind of number. */
export const isLabelled = (before: string): boolean => LABELS.test(before.slice(-40))

/** What would make a sum of it: an operator directly before or after, spaces aside. A line's end is an end. */
export const isInSum = (before: string, after: string): boolean =>
  /([*×÷/^%<>]|\d[ \t]*[+\-−=])[ \t]*$/.test(before) || /^[ \t]*([*×÷/^%<>=]|[+\-−][ \t]*\d)/.test(after)

/** Zeros of the digits that pupils write with: Arabic, Urdu, Gurmukhi, full width. Raised ones are no such digits. */
const ZEROS = [0x660, 0x6f0, 0xa66, 0xff10]

/** Digits and signs of other widths and scripts as plain ones. */
export const plain = (text: string): string =>
  text.replace(/[\p{Nd}\uff01-\uff5e]/gu, (sign) => {
    const code = sign.codePointAt(0) ?? 0
    const zero = ZEROS.find((first) => code >= first && code < first + 10)
    return zero === undefined ? sign.normalize('NFKC') : String(code - zero)
  })
