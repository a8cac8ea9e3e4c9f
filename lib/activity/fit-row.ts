/**
 * A row as the wire and the server take it: no text longer than its field allows, and all of it small enough to be
 * sealed into one. What is cut is the end of a text, never the row: a row that is refused would be lost whole. Pure.
 */
import { utf8 } from '../protocol/bytes.ts'
import type { Row } from '../protocol/rows.ts'
import { MAX_SEALED_CHARS } from '../protocol/wire.ts'

const SEAL_BYTES = 16
/** What the salt takes that a row is sealed with. */
const SALT_BYTES = ',"salt":""'.length + 22
/** UTF-8 bytes of a row's JSON. */
export const MAX_ROW_BYTES = Math.floor((MAX_SEALED_CHARS * 3) / 4) - SEAL_BYTES - SALT_BYTES
/** What one character of JSON takes at most. */
const WIDEST = 3

/** Characters, as lib/protocol/rows has them; where that says nothing, more than anybody reads. */
const LONGEST: Readonly<Record<string, number>> = {
  path: 2048,
  code: 80,
  title: 300,
  terms: 500,
  words: 300,
  detail: 500,
}
const OTHERWISE = 200
const LONGEST_HOST = 253
const LONGEST_PLACE_REASON = 40
const LONGEST_NAME = 320
const MOST_CATEGORIES = 20

type Loose = Record<string, unknown>

export function fitRow(row: Row): Row {
  const fitted: Loose = { ...row }
  for (const [field, value] of Object.entries(row)) {
    if (typeof value === 'string' && value.length > longest(row, field))
      fitted[field] = cut(value, field, longest(row, field))
  }
  if (row.who && row.who.name.length > LONGEST_NAME)
    fitted['who'] = { ...row.who, name: row.who.name.slice(0, LONGEST_NAME) }
  if ('categories' in row && row.categories.length > MOST_CATEGORIES)
    fitted['categories'] = row.categories.slice(0, MOST_CATEGORIES)
  while (isTooLarge(fitted)) halveLongest(fitted)
  return fitted as Row
}

function longest(row: Row, field: string): number {
  if (field === 'host') return LONGEST_HOST
  if (field === 'reason' && 'host' in row) return LONGEST_PLACE_REASON
  return LONGEST[field] ?? OTHERWISE
}

/** Of a host the end says the most. */
const cut = (text: string, field: string, most: number): string =>
  field === 'host' ? text.slice(-most) : text.slice(0, most)

function isTooLarge(row: Loose): boolean {
  const json = JSON.stringify(row)
  return json.length * WIDEST > MAX_ROW_BYTES && utf8(json).length > MAX_ROW_BYTES
}

/** Fields alone cannot be too large for a row in letters that people type; control characters take six bytes each. */
function halveLongest(row: Loose): void {
  const texts = Object.entries(row).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  const [field, text] = texts.reduce((most, one) => (one[1].length > most[1].length ? one : most))
  row[field] = cut(text, field, Math.floor(text.length / 2))
}
