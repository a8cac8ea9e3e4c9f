/** What the pages of reporting and of safeguarding ask the worker, and what it answers. Times are epoch ms by Kerb's time source. */
import { hoursSchema } from '../policy/document.ts'
import { AGE_GROUPS } from '../policy/categories.ts'
import { base64urlSchema } from '../protocol/wire.ts'
import { keyNameSchema, keyRoleSchema, ledgerSchema } from '../protocol/safeguarding-keys.ts'
import { senderSchema } from '../concern/content.ts'
import { z } from '../zod.ts'
import { lifelineSchema } from './lifeline.ts'

const text = (max: number) => z.string().check(z.maxLength(max))

/** `another`: under what a report was begun by somebody else than who is signed in (lib/messages/cover). */
export const concernStartRequestSchema = z.object({ another: z.optional(text(64)) })

/** What the report's page needs to write, seal and keep a concern by itself from here on. */
export const concernStartSchema = z.object({
  /** False: this school has no safeguarding key, so nothing could be sealed. The page says whom to go to. */
  setUp: z.boolean(),
  /** The school's settings name a key, but this device has no list that begins with it: it may come yet. */
  pinned: z.optional(z.boolean()),
  /** Whether the school's mail works, as the server said a short while ago; left out where it did not say. */
  mail: z.optional(z.boolean()),
  /** This profile is thrown away when its user signs out, with all that waits in it. */
  forgets: z.optional(z.boolean()),
  /** In force, in the order in which they joined. */
  keys: z
    .array(
      z.object({
        id: keyNameSchema,
        name: text(120),
        role: keyRoleSchema,
        seal: base64urlSchema.check(z.length(87)),
      }),
    )
    .check(z.maxLength(500)),
  /** The name of the key ledger's last statement; empty when it is not set up. */
  ledger: base64urlSchema.check(z.maxLength(43)),
  /** What this device was offered and refused, in words for the team. Goes into each concern as it stands. */
  refusedKeys: z.optional(text(500)),
  sender: senderSchema,
  /** Whose concerns are shown: what `ConcernBox` takes for `who`. Opaque. */
  who: text(400),
  school: z.object({ name: text(120), contact: text(200) }),
  readHours: z.array(hoursSchema).check(z.maxLength(50)),
  /** Minutes of those hours. */
  openWithin: z.int(),
  timeZone: text(100),
  now: z.number(),
  lifelines: z.array(lifelineSchema).check(z.maxLength(200)),
  ageGroup: z.enum(AGE_GROUPS),
})
export type ConcernStart = z.infer<typeof concernStartSchema>

/** `reached`: the school answered. `full`: what it said could not be kept, for the disk is full. */
export const reachedSchema = z.object({ reached: z.boolean(), full: z.optional(z.literal(true)) })
export type Reached = z.infer<typeof reachedSchema>

/** What a safeguarding member's page goes by: management's word and what this device has seen, not the server's. */
export const safeguardingStartSchema = z.object({
  server: z.optional(text(300)),
  /** The pinned fingerprint of the first key. */
  root: z.optional(keyNameSchema),
  /** The longest ledger that this device has believed; empty when none. */
  ledger: ledgerSchema,
  /** Why this device believes no newer one. */
  problem: z.optional(text(500)),
  person: z.optional(text(320)),
  school: z.object({ name: text(120), contact: text(200) }),
  timeZone: text(100),
  now: z.number(),
})
export type SafeguardingStart = z.infer<typeof safeguardingStartSchema>

/** What became of what a page has just kept. */
export const savedSchema = z.object({
  /** The school has all that waited. */
  sent: z.boolean(),
  /** The disk gave nothing of it back: on a full one a database can be written in one moment and not opened in the next. */
  unread: z.optional(z.literal(true)),
})
export type Saved = z.infer<typeof savedSchema>
