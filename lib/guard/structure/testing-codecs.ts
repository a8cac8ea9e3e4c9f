/** For tests: ways in which engines write an address into a path. */
import * as fc from 'fast-check'

type Encode = (text: string) => string

const base64: Encode = (text) => btoa(text)
const base64url: Encode = (text) => btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
const reversed: Encode = (text) => Array.from(text).toReversed().join('')
const hex: Encode = (text) =>
  Array.from(text)
    .map((one) => one.charCodeAt(0).toString(16).padStart(2, '0'))
    .join('')
export const xor =
  (key: readonly number[]): Encode =>
  (text) =>
    String.fromCharCode(...Array.from(text).map((one, at) => one.charCodeAt(0) ^ (key[at % key.length] ?? 0)))
const shift =
  (by: number): Encode =>
  (text) =>
    String.fromCharCode(...Array.from(text).map((one) => one.charCodeAt(0) + by))
const rot13: Encode = (text) =>
  text.replace(/[a-z]/g, (one) => String.fromCharCode(((one.charCodeAt(0) - 97 + 13) % 26) + 97))

const inTurn =
  (...steps: Encode[]): Encode =>
  (text) =>
    encodeURIComponent(steps.reduce((now, step) => step(now), text))

export const CODECS: Record<string, Encode> = {
  percent: inTurn(),
  'percent twice': inTurn(encodeURIComponent),
  base64: inTurn(base64),
  base64url: inTurn(base64url),
  'base64 twice': inTurn(base64, base64),
  hex: inTurn(hex),
  reversed: inTurn(reversed),
  'reversed base64': inTurn(base64url, reversed),
  'base64 of reversed': inTurn(reversed, base64url),
  'every second XOR 2': inTurn(xor([0, 2])),
  'XOR 3': inTurn(xor([3])),
  'XOR with a short word': inTurn(xor([7, 1, 12, 9])),
  'XOR in base64': inTurn(xor([0x5a]), base64url),
  'XOR in hex': inTurn(xor([0x11, 0x22]), hex),
  'percent in base64': inTurn(encodeURIComponent, base64url),
  shifted: inTurn(shift(1)),
  rot13: inTurn(rot13),
}

export const randomCodec = fc
  .oneof(
    fc.constantFrom(...Object.entries(CODECS)),
    fc
      .array(fc.integer({ min: 1, max: 31 }), { minLength: 1, maxLength: 3 })
      .map((key): [string, Encode] => [`XOR ${key.join(' ')}`, inTurn(xor(key))]),
  )
  .map(([name, encode]) => ({ name, encode }))
