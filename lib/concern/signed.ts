/** Something a member says inside a seal: signed with the member's key over what it says and where it belongs. */
import { type Bytes, fromBase64url, toBase64url, utf8 } from '../protocol/bytes.ts'
import { importSigningPoint, keyNameSchema } from '../protocol/safeguarding-keys.ts'
import { MAX_SEALED_MESSAGE } from '../protocol/sealed.ts'
import { base64urlSchema } from '../protocol/wire.ts'
import { z } from '../zod.ts'
import type { OwnKey } from './member-key.ts'
import type { Known, TeamLedger } from './team-ledger.ts'

export const signedSchema = z.object({
  by: keyNameSchema,
  /** JSON, as it was signed. */
  said: z.string().check(z.maxLength(MAX_SEALED_MESSAGE)),
  signature: base64urlSchema.check(z.length(86)),
})
export type Signed = z.infer<typeof signedSchema>

const ECDSA = { name: 'ECDSA', hash: 'SHA-256' } as const

/** What it is, and every name that it must not be moved away from. */
export type Place = readonly [what: 'note' | 'case', ...names: string[]]

const bytesOf = ([what, ...names]: Place, said: string): Bytes =>
  utf8(`kerb concern ${what} v1\n${JSON.stringify([...names, said])}`)

export async function signSaid({ id, signKey }: OwnKey, place: Place, said: string): Promise<Signed> {
  const mark = await crypto.subtle.sign(ECDSA, signKey, bytesOf(place, said))
  return { by: id, said, signature: toBase64url(new Uint8Array(mark)) }
}

/** Who signed it, or null: nobody who ever joined, or the signature does not fit. */
export async function signerOf(
  { by, said, signature }: Signed,
  place: Place,
  { who }: TeamLedger,
): Promise<Known | null> {
  const known = who.get(by)
  const [key, mark] = [known ? await importSigningPoint(known.sign) : null, fromBase64url(signature)]
  if (!known || !key || !mark) return null
  return (await crypto.subtle.verify(ECDSA, key, mark, bytesOf(place, said))) ? known : null
}

/** Whether the key that signed was in force at this time of its own saying. */
export const wasInForce = ({ by }: Signed, at: number, { ended }: TeamLedger): boolean =>
  at < (ended.get(by) ?? Infinity)
