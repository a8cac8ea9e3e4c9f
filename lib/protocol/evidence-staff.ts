/** Packs, holds and erasures, as the console and the server speak of them, under /admin. Times in epoch milliseconds. */
import { z } from '../zod.ts'
import { figureSchema } from './figures.ts'
import { cursorSchema, daySchema } from './paging.ts'
import { lookIdSchema } from './record-looks.ts'

/** Own words that say something: “.” is no reason. */
const ownWords = z.string().check(z.trim(), z.minLength(3, 'say why, in your own words'), z.maxLength(500))
const time = z.int().check(z.minimum(0))
/** Of texts in addresses. */
const timeText = z.string().check(z.regex(/^\d{1,15}$/, 'a time in milliseconds'))

/** On a pack that does not hold all rows of its span. */
export const NOT_ALL = 'kerb-not-all'

/** GET /admin/record-looks/:look/pack: what a look opens, or a part of it. */
export const packQuerySchema = z.object({
  since: z.optional(timeText),
  until: z.optional(timeText),
  /** As one file that reads, or as a zip; a zip when left out. */
  as: z.optional(z.enum(['zip', 'pdf'])),
})

/** GET /admin/record-looks/:look/making: how far the pack is that is being made for a look. */
export const packMakingSchema = z.object({
  phase: z.enum(['rows', 'proofs', 'file']),
  /** From 0 to 1; null where nothing is counted. */
  done: z.nullable(z.number().check(z.minimum(0), z.maximum(1))),
})
export type PackMaking = z.infer<typeof packMakingSchema>
export const makingSchema = z.object({ making: z.nullable(packMakingSchema) })

/** GET /admin/evidence: heads of the newest days, or of those before one. */
export const headsQuerySchema = z.object({ before: z.optional(daySchema) })
export const evidenceStateSchema = z.object({
  /** The newest first. */
  days: z.array(z.object({ day: z.string(), head: z.string(), entries: figureSchema })),
  /** Where to go on; null at the first day. */
  next: z.nullable(daySchema),
  /** Who is mailed each head. */
  leads: z.int(),
  governor: z.boolean(),
  mail: z.enum(['none', 'works', 'fails']),
})
export type EvidenceState = z.infer<typeof evidenceStateSchema>

/** A hold ends by itself: it is made for so long at most, and made again when it must go on. Days. */
export const MOST_HOLD_DAYS = 3 * 366

/** POST /admin/holds. Without a look it covers everybody. */
export const newHoldSchema = z.object({
  look: z.optional(lookIdSchema),
  since: time,
  until: time,
  ends: time,
  words: ownWords,
})
export type NewHold = z.infer<typeof newHoldSchema>

export const holdSchema = z.object({
  id: z.int(),
  at: z.number(),
  /** Who made it; empty for somebody who is gone. */
  by: z.string(),
  /** Null for everybody. */
  pupil: z.nullable(z.string()),
  since: z.number(),
  until: z.number(),
  ends: z.number(),
  words: z.string(),
  lifted: z.nullable(z.object({ at: z.number(), by: z.string(), words: z.string() })),
  /** It stops deletion now. */
  holds: z.boolean(),
})
export type HoldSaid = z.infer<typeof holdSchema>
/** GET /admin/holds: those in force, then the newest of those that are over; or those that were made before one. */
export const holdsSchema = z.object({
  holds: z.array(holdSchema),
  /** Where to go on; null at the end. */
  next: z.nullable(cursorSchema),
})
export type Holds = z.infer<typeof holdsSchema>

/** POST /admin/holds/:hold/lift */
export const liftSchema = z.object({ words: ownWords })

/** POST /admin/erasures: what would go, for ten minutes. Nothing is deleted before it is confirmed. */
export const newErasureSchema = z.object({
  look: lookIdSchema,
  since: time,
  /** Not included. */
  until: time,
  words: ownWords,
})
export type NewErasure = z.infer<typeof newErasureSchema>

export const erasureIdSchema = z.string().check(z.regex(/^[\w-]{22}$/, 'the code of an erasure'))
export const erasureSchema = z.object({
  id: erasureIdSchema,
  at: z.number(),
  by: z.string(),
  pupil: z.string(),
  since: z.number(),
  until: z.number(),
  words: z.string(),
  /** Rows that were counted when it was asked for. */
  planned: z.int(),
  /** Of those, how many a hold keeps. Said when it is asked for. */
  held: z.optional(z.int()),
  expires: z.number(),
  confirmed: z.nullable(z.object({ at: z.number(), by: z.string() })),
  done: z.nullable(z.number()),
  /** So far, until it is done. */
  erased: z.nullable(z.int()),
  /** Who stopped it before its end; what was erased until then stays so. */
  stopped: z.nullable(z.string()),
  /**
   * Of backups that were made before it was done: by when the last of them is deleted, and whether one is there still
   * (null when their folder cannot be read). Null until it is done.
   */
  inBackups: z.nullable(z.object({ until: z.number(), isThere: z.nullable(z.boolean()) })),
})
export type ErasureSaid = z.infer<typeof erasureSchema>
/** GET /admin/erasures */
export const erasuresQuerySchema = z.object({ before: z.optional(erasureIdSchema) })
export const erasuresSchema = z.object({
  erasures: z.array(erasureSchema),
  /** Where to go on; null at the end. */
  next: z.nullable(erasureIdSchema),
})
export type Erasures = z.infer<typeof erasuresSchema>

/** POST /admin/erasures/:erasure/confirm: the number of rows, typed by whoever confirms. */
export const confirmErasureSchema = z.object({ rows: z.int().check(z.minimum(0)) })
