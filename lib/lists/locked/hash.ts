/**
 * Two hashes, one over the other. The inner is the member's: SHA-256 of the text, with the list's own salt before it
 * where it has one. The outer is with the school's key: a table made for one school, or for the member's list, says
 * nothing about another's.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { concat, utf8 } from '../../protocol/bytes.ts'

/** Bytes that are kept of a hash: by chance no two texts of this world share them. */
export const KEPT_BYTES = 16

/** As a member's list has it: 32 bytes. */
export const listedHash = (text: string, salt?: Uint8Array): Uint8Array =>
  sha256(salt === undefined ? utf8(text) : concat(salt, utf8(text)))

/** As it is carried: `KEPT_BYTES` bytes. @param key the school's, 32 bytes */
export const carriedHash = (listed: Uint8Array, key: Uint8Array): Uint8Array =>
  sha256(concat(key, listed)).subarray(0, KEPT_BYTES)
