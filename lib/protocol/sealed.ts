/** The shapes of what is sealed on a device: a content key for each reader, and content. */
import { z } from '../zod.ts'
import { keyNameSchema } from './safeguarding-keys.ts'
import { base64urlSchema } from './wire.ts'

/** 16 random bytes, made on the device: sending it again is harmless. */
export const concernIdSchema = base64urlSchema.check(z.length(22))

/** A content key, sealed with HPKE to one member's key. */
export const wrapSchema = z.object({
  key: keyNameSchema,
  enc: base64urlSchema.check(z.maxLength(200)),
  wrapped: base64urlSchema.check(z.maxLength(200)),
})
export type Wrap = z.infer<typeof wrapSchema>

/** The most that content may take, sealed: words and one picture. */
export const MAX_SEALED_CONCERN = 900_000
/** A reply or a follow-up: words alone. */
export const MAX_SEALED_MESSAGE = 24_000

const sealedOf = (most: number) =>
  z.object({
    /** AES-256-GCM, additional data is the context (lib/concern/seal.ts). */
    nonce: base64urlSchema.check(z.length(16)),
    sealed: base64urlSchema.check(z.maxLength(most)),
    to: z.array(wrapSchema).check(z.minLength(1), z.maxLength(40)),
  })
export const sealedConcernSchema = sealedOf(MAX_SEALED_CONCERN)
export const sealedMessageSchema = sealedOf(MAX_SEALED_MESSAGE)
export type Sealed = z.infer<typeof sealedConcernSchema>
