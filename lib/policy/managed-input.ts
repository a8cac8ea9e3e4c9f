/** From what the browser hands over to numbered items of text. */
import type { Cut } from './managed-row.ts'
import { bad, good, type Read } from './read.ts'

/** An item that is no text. */
interface NotText {
  readonly number: number
  readonly wrong: string
}

export interface InputItem {
  /** Place in the array, or line of the text, from 1. */
  readonly number: number
  readonly text: string
}

/** The items of a list key: an array of strings, lines of text, or a JSON array inside a text. */
export function listItems(raw: unknown, cut: Cut): Read<(InputItem | NotText)[]> {
  if (typeof raw === 'string') {
    const array = asJsonArray(raw)
    return array === undefined ? good(splitText(raw, cut)) : listItems(array, cut)
  }
  if (!Array.isArray(raw)) return wrongType(raw, 'Write a list of texts.')
  return good(
    raw.flatMap((one: unknown, i): (InputItem | NotText)[] => {
      if (typeof one !== 'string') return [{ number: i + 1, wrong: `is ${nameType(one)}, not text` }]
      return splitText(one, 'lines').map(({ text }) => ({ number: i + 1, text }))
    }),
  )
}

/** The text of a single value; empty when it is blank. Booleans and numbers are read as their text. */
export function singleText(raw: unknown): Read<string> {
  if (typeof raw === 'string') return good(raw.trim())
  if (typeof raw === 'boolean' || (typeof raw === 'number' && Number.isFinite(raw))) return good(String(raw))
  if (Array.isArray(raw) && raw.length === 1 && typeof raw[0] === 'string') return good(raw[0].trim())
  return wrongType(raw, 'Write one text.')
}

/** True for what counts as “not set”: nothing, a blank text, an empty list. */
export function isBlank(raw: unknown): boolean {
  if (raw === undefined || raw === null) return true
  if (typeof raw === 'string') return raw.trim() === ''
  return Array.isArray(raw) && raw.every(isBlank)
}

function splitText(text: string, cut: Cut): InputItem[] {
  return text.split(/\r\n|\r|\n/).flatMap((line, i) => {
    // A line that starts with # is a remark.
    if (line.trim() === '' || line.trimStart().startsWith('#')) return []
    const parts = cut === 'words' ? line.split(/[\s,;]+/) : [line]
    return parts.filter((part) => part !== '').map((part) => ({ number: i + 1, text: part.trim() }))
  })
}

function asJsonArray(text: string): unknown[] | undefined {
  if (!text.trimStart().startsWith('[')) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : undefined
  } catch {
    // Not JSON after all, for example a bracketed IPv6 address: read it as lines.
    return undefined
  }
}

function wrongType(raw: unknown, fix: string): Read<never> {
  if (raw !== null && typeof raw === 'object' && 'Value' in raw)
    return bad(
      'is in the form of the Google Admin console',
      'Outside that console write the value alone, without {"Value": …}.',
    )
  return bad(`is ${nameType(raw)}`, fix)
}

function nameType(raw: unknown): string {
  if (raw === null || raw === undefined) return 'nothing'
  if (Array.isArray(raw)) return 'a list'
  return typeof raw === 'object' ? 'an object' : `a ${typeof raw}`
}
