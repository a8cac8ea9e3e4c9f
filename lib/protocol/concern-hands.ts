/**
 * Who has a concern in hand: one statement after another, each signed by the member who made it, in the clear, because
 * the server tells whom a concern was handed to that it waits. It cannot make one, change one or move one elsewhere.
 */
import { z } from '../zod.ts'
import { type Bytes, fromBase64url, toBase64url, utf8 } from './bytes.ts'
import { momentSchema } from './moment.ts'
import { importSigningPoint, keyNameSchema } from './safeguarding-keys.ts'
import { base64urlSchema } from './wire.ts'

/** The answer to `opened` and the inbox have the last one. Of its time `claimOf` judges: one that is none must not keep the rest back. */
export const handSchema = z.object({
  /** From 1, without a gap: of two at once the second is refused. It has no end that somebody could bring about. */
  number: z.int().check(z.minimum(1)),
  /** The key of whoever has it in hand from here on. */
  to: keyNameSchema,
  /** By the signer's clock. */
  at: z.number(),
  by: keyNameSchema,
  signature: base64urlSchema.check(z.length(86)),
})
export type Hand = z.infer<typeof handSchema>

/** POST /v1/safeguarding/concerns/:id/hand. */
export const handRequestSchema = z.extend(handSchema, { at: momentSchema })

/** GET /v1/safeguarding/concerns?hand=…: those in one's own hands, or in nobody's. */
export const handFilterSchema = z.enum(['mine', 'nobody'])
export type HandFilter = z.infer<typeof handFilterSchema>

const ECDSA = { name: 'ECDSA', hash: 'SHA-256' } as const

const handBytes = (concern: string, { number, to, at, by }: Omit<Hand, 'signature'>): Bytes =>
  utf8(`kerb concern hand v1\n${JSON.stringify([concern, number, to, at, by])}`)

export async function signHand(
  concern: string,
  hand: Omit<Hand, 'signature'>,
  signKey: CryptoKey,
): Promise<Hand> {
  const signature = await crypto.subtle.sign(ECDSA, signKey, handBytes(concern, hand))
  return { ...hand, signature: toBase64url(new Uint8Array(signature)) }
}

/** @param sign the point of the key that it says it is signed by */
export async function isSignedHand(concern: string, hand: Hand, sign: string): Promise<boolean> {
  const [key, signature] = [await importSigningPoint(sign), fromBase64url(hand.signature)]
  return (
    key !== null &&
    signature !== null &&
    crypto.subtle.verify(ECDSA, key, signature, handBytes(concern, hand))
  )
}
