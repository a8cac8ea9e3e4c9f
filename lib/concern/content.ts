/** What is inside a sealed concern, its messages and its identity: read by pages of the extension and by nobody between. */
import { fromUtf8 } from '../protocol/bytes.ts'
import { momentSchema } from '../protocol/moment.ts'
import { keyNameSchema } from '../protocol/safeguarding-keys.ts'
import { base64urlSchema } from '../protocol/wire.ts'
import { z } from '../zod.ts'
import { CONCERN_KINDS } from './kinds.ts'

const text = (max: number) => z.string().check(z.maxLength(max))

/** A picture's bytes in base64url: about 450 kB of JPEG. */
export const MAX_PICTURE_CHARS = 600_000
export const MAX_WORDS = 4000

/** Who sent it, as the browser's profile or the management says. */
export const senderSchema = z.object({
  /** Absent where the device alone is known. */
  name: z.optional(text(320)),
  from: z.optional(z.enum(['profile', 'management'])),
  group: text(100),
})
export type Sender = z.infer<typeof senderSchema>

export const concernContentSchema = z.object({
  kind: z.enum(CONCERN_KINDS),
  words: text(MAX_WORDS),
  /** Left out when the pupil says that it is not about a page. */
  page: z.optional(z.object({ address: text(4000), title: text(300) })),
  picture: z.optional(
    z.object({ type: z.literal('image/jpeg'), data: base64urlSchema.check(z.maxLength(MAX_PICTURE_CHARS)) }),
  ),
  today: z.boolean(),
  /** Epoch ms by Kerb's time source; rounded down to the hour when the name is hidden and today is not ticked. */
  at: momentSchema,
  /** Left out when the name is hidden: it is then in the identity. */
  sender: z.optional(senderSchema),
  /** Names of those whom the pupil did not want to read it. */
  notFor: z.array(text(120)).check(z.maxLength(40)),
  /** Raw P-256 point, made for this concern: what replies are sealed to. */
  reply: base64urlSchema.check(z.length(87)),
  /**
   * The keys that it was sealed to: outside the seal the server could add one. Absent from devices with a former version.
   */
  to: z.optional(z.array(keyNameSchema).check(z.maxLength(40))),
  /** The key ledger's last statement as this device had it. */
  ledger: keyNameSchema,
  /** Keys that this device was offered and refused, in words for the team: the server cannot take this out. */
  refusedKeys: z.optional(text(500)),
})
export type ConcernContent = z.infer<typeof concernContentSchema>

/** A reply or a follow-up. */
export const messageContentSchema = z.object({
  words: text(MAX_WORDS),
  /** Of a reply: the name of the member who wrote it. */
  name: z.optional(text(120)),
  at: momentSchema,
  /** Of a follow-up: `followUpProof`. */
  proof: z.optional(base64urlSchema.check(z.maxLength(43))),
})
export type MessageContent = z.infer<typeof messageContentSchema>

/** JSON bytes held to their schema, or null: whoever sealed them may have been another version, or hostile. */
export function readSealed<T extends z.ZodMiniType>(schema: T, bytes: Uint8Array | null): z.infer<T> | null {
  const plain = bytes && fromUtf8(bytes)
  if (plain === null) return null
  try {
    const read = schema.safeParse(JSON.parse(plain))
    return read.success ? read.data : null
  } catch {
    return null // Not JSON.
  }
}
