/**
 * An address in base64 or hexadecimal behind something else: `x9_aHR0cHM6…`. What stands before it spoils the reading
 * of the whole, and what it begins with looks the same wherever it stands.
 */
import { base64Decoded, hexDecoded } from './codecs.ts'

/** `http:/`, `https:`, both in capitals, `ws:/`, `wss:`; and `aHR0c`, of which the first two are the beginning, once more. */
const BASE64 = /(?:aHR0c(?:Dov|HM6)|SFRUU(?:Dov|FM6)|d3M6Ly|d3NzOi8v|YUhSMGN)[\w+/-]*/
/** `http:` and `https:`. */
const HEX = /68747470(?:73)?3a[0-9a-f]*/i

/** The text that begins as an address does somewhere within this one; undefined where none does. */
export function unglued(text: string): string | undefined {
  const run = BASE64.exec(text)
  // At the beginning nothing is glued to it: that is read as it stands.
  if (run !== null && run.index > 0) return base64Decoded(whole(run[0]))
  const digits = HEX.exec(text)
  return digits !== null && digits.index > 0
    ? hexDecoded(digits[0].slice(0, digits[0].length & ~1))
    : undefined
}

/** A single character over says nothing. */
const whole = (run: string): string => (run.length % 4 === 1 ? run.slice(0, -1) : run)
