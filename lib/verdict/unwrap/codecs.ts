/**
 * The ways in which addresses are written so that nobody reads them. Each is undone for one text; what cannot be such
 * a text is turned down at its first characters, because ordinary addresses are full of texts that are none.
 */

/** A character code of each place; NaN beyond the end. */
type At = (i: number) => number
const from =
  (text: string): At =>
  (i) =>
    text.charCodeAt(i)

/** Percent escapes undone once; as it stands where it holds none. */
export function percentDecoded(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    // Not UTF-8, or a lone percent sign: byte for byte, as forgiving servers do.
    return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  }
}

/** What a base64 alphabet says of a character, or -1. Both alphabets, the web's and the older one. */
const SIX_BITS = new Int8Array(128).fill(-1)
for (const [i, c] of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.split('').entries())
  SIX_BITS[c.charCodeAt(0)] = i
SIX_BITS[45] = 62 // -
SIX_BITS[95] = 63 // _

/** Ten characters of an address are fourteen in base64. */
const SHORTEST_BASE64 = 12
/** The beginning of an address is ASCII; what comes later may be anything. */
const ASCII_BYTES = 8

/** The text behind base64 or base64url, with or without padding; undefined where there is none. */
export function base64Decoded(text: string): string | undefined {
  const end = text.endsWith('=') ? text.replace(/=+$/, '').length : text.length
  if (end < SHORTEST_BASE64 || end % 4 === 1) return undefined
  const codes: number[] = []
  let bits = 0
  for (let i = 0; i < end; i += 1) {
    const six = SIX_BITS[text.charCodeAt(i)] ?? -1
    if (six < 0) return undefined
    bits = ((bits << 6) | six) & 0xffff
    if (i % 4 === 0) continue
    const byte = (bits >> ((3 - (i % 4)) * 2)) & 0xff
    if (codes.length < ASCII_BYTES && (byte > 126 || byte === 0)) return undefined
    codes.push(byte)
  }
  return String.fromCharCode(...codes)
}

const HEX = /^(?:0x)?((?:[0-9a-f]{2}){8,})$/i

/** The text behind hexadecimal digits; undefined where there is none. */
export function hexDecoded(text: string): string | undefined {
  const digits = HEX.exec(text)?.[1]
  if (digits === undefined) return undefined
  const codes: number[] = []
  for (let i = 0; i < digits.length; i += 2) {
    const byte = Number.parseInt(digits.slice(i, i + 2), 16)
    if (codes.length < ASCII_BYTES && (byte > 126 || byte === 0)) return undefined
    codes.push(byte)
  }
  return String.fromCharCode(...codes)
}

/** Character by character: these run over many texts that hide nothing. */
function changed(text: string, change: (code: number, i: number) => number): string {
  let out = ''
  for (let i = 0; i < text.length; i += 1) out += String.fromCharCode(change(text.charCodeAt(i), i))
  return out
}

export const reversed = (text: string): string => {
  let out = ''
  for (let i = text.length - 1; i >= 0; i -= 1) out += text[i]
  return out
}

const moved = (code: number, base: number, by: number): number => base + ((code - base + by) % 26)

const shifted = (text: string, by: number): string =>
  changed(text, (code) =>
    code >= 97 && code <= 122 ? moved(code, 97, by) : code >= 65 && code <= 90 ? moved(code, 65, by) : code,
  )

export const rot13 = (text: string): string => shifted(text, 13)

const [H, T, P] = [104, 116, 112]

/** Letters that were moved along the alphabet, when what comes out begins as an address does. */
export function unshifted(text: string): string | undefined {
  const at = from(text)
  if (at(1) !== at(2)) return undefined
  const by = (((H - (at(0) | 32)) % 26) + 26) % 26
  if (by === 0) return undefined
  const head = shifted(text.slice(0, 4), by).toLowerCase()
  return head === 'http' ? shifted(text, by) : undefined
}

/** A colon may be escaped, once or more; another escape there is chance. */
const ADDRESS = /^https?(?::|%(?:25)*3a)/i

const xored = (text: string, even: number, odd: number): string =>
  changed(text, (code, i) => code ^ (i % 2 === 0 ? even : odd))

/** As the best known engine writes addresses: every other character changed. */
export const everyOther = (text: string): string => xored(text, 0, 2)

/**
 * Characters changed by one key, or by two in turn, when what comes out begins as an address does. The keys follow
 * from the first four characters: `http` differs from itself in the same places whatever the keys are.
 */
export function unxored(text: string): string | undefined {
  const at = from(text)
  if ((at(0) ^ at(2)) !== (H ^ T) || (at(1) ^ at(3)) !== (T ^ P)) return undefined
  const [even, odd] = [at(0) ^ H, at(1) ^ T]
  if (even === 0 && odd === 0) return undefined
  const plain = xored(text, even, odd)
  return ADDRESS.test(plain) ? plain : undefined
}

/** Whether a text beginning at a place may be an address that was shifted or changed by keys. */
export function beginsCoded(text: string, start: number): boolean {
  const [a, b, c, d] = [0, 1, 2, 3].map((i) => text.charCodeAt(start + i)) as [number, number, number, number]
  return (a ^ c) === (H ^ T) && (b ^ d) === (T ^ P)
    ? a !== H || b !== T
    : b === c && a !== H && (b - a - 12) % 26 === 0
}
