/**
 * The code on a member's recovery sheet: 32 bytes of secret and a check, in letters that survive being read aloud and
 * typed (Crockford's base 32: no I, L, O or U).
 */
import { type Bytes, concat, sha256 } from '../protocol/bytes.ts'

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const SECRET_BYTES = 32
const CHECK_BYTES = 3
const GROUP = 4

export const newSecret = (): Bytes => crypto.getRandomValues(new Uint8Array(SECRET_BYTES))

/** Fourteen groups of four letters. */
export async function toRecoveryCode(secret: Bytes): Promise<string> {
  const letters = toLetters(concat(secret, await checkOf(secret)))
  return (letters.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join(' ')
}

/** The secret of a code as somebody typed it, or null when a letter is wrong or missing. */
export async function fromRecoveryCode(typed: string): Promise<Bytes | null> {
  const bytes = fromLetters(plain(typed))
  if (bytes?.length !== SECRET_BYTES + CHECK_BYTES) return null
  const secret = bytes.slice(0, SECRET_BYTES)
  const check = await checkOf(secret)
  return check.every((byte, i) => byte === bytes[SECRET_BYTES + i]) ? secret : null
}

const checkOf = async (secret: Bytes): Promise<Bytes> => (await sha256(secret)).slice(0, CHECK_BYTES)

/** Upper case, without spaces and dashes, and what is easily mistaken put right. */
const plain = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0')

const BITS = 5

function toLetters(bytes: Bytes): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  const groups = bits.match(new RegExp(`.{${BITS}}`, 'g')) ?? []
  return groups.map((group) => LETTERS[Number.parseInt(group, 2)]).join('')
}

function fromLetters(letters: string): Bytes | null {
  const values = Array.from(letters, (letter) => LETTERS.indexOf(letter))
  if (values.includes(-1)) return null
  const bits = values.map((value) => value.toString(2).padStart(BITS, '0')).join('')
  if (bits.length % 8 !== 0) return null
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2))
}
