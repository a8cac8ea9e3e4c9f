/** What the guard found at the school, as the console and the school server speak of it, under /admin/found. */
import { evidenceSchema } from '../policy/finding.ts'
import { FOUND_KINDS } from '../policy/found-kinds.ts'
import { z } from '../zod.ts'
import { pageNumberSchema } from './paging.ts'

const count = z.int().check(z.minimum(0))
const text = (max: number) => z.string().check(z.maxLength(max))

/**
 * `device`: only the devices that found it have closed it. `school`: it is closed for all. `person`: it would be, but
 * somebody has to look first. `cleared`: the school says that it is no such thing.
 */
export const FOUND_STATES = ['person', 'school', 'device', 'cleared'] as const
export type FoundState = (typeof FOUND_STATES)[number]

/** Many pupils use it; a list or the school itself keeps it open; too much was closed by itself already. */
export const HELD_WHYS = ['used', 'kept-open', 'many'] as const
/** Told by what one page says: that page alone is stopped. An address that strangers share: it is nobody's in particular. */
export const NOT_SHARED_WHYS = ['page', 'shared-address'] as const

export const foundDecisionSchema = z.object({
  what: z.enum(['shared', 'cleared']),
  /** Two pupils’ devices found the same, and nobody has decided. */
  byDevices: z.boolean(),
  at: z.number(),
  /** Null: for good. */
  until: z.nullable(z.number()),
  /** When it was taken back, or gave way to the next; null while it holds or ran its time. */
  ended: z.nullable(z.number()),
  /** Empty for the one-time link, for devices, and for somebody who is gone. */
  by: z.string(),
  reason: z.string(),
})

export const foundPlaceSchema = z.object({
  id: z.int(),
  host: z.string(),
  /** Where only a part of the host is meant. */
  path: z.optional(z.string()),
  kind: z.enum(FOUND_KINDS),
  /** Some device had two kinds of evidence or more. */
  sure: z.boolean(),
  evidence: z.array(evidenceSchema),
  /** Confirmed devices that found it. */
  devices: count,
  first: z.number(),
  last: z.number(),
  state: z.enum(FOUND_STATES),
  held: z.optional(z.enum(HELD_WHYS)),
  /** Why it cannot be closed for all; left out where it can. */
  notShared: z.optional(z.enum(NOT_SHARED_WHYS)),
  /** The last, whether or not it still holds. */
  decision: z.optional(foundDecisionSchema),
})
export type FoundAt = z.infer<typeof foundPlaceSchema>

export const FOUND_VIEWS = ['all', ...FOUND_STATES] as const
export type FoundView = (typeof FOUND_VIEWS)[number]

/** GET /admin/found */
export const foundQuerySchema = z.object({
  show: z._default(z.enum(FOUND_VIEWS), 'all'),
  /** A part of the host. */
  find: z.optional(text(253)),
  page: pageNumberSchema,
})
export const foundSchema = z.object({
  at: z.number(),
  places: z.array(foundPlaceSchema),
  total: count,
  pageSize: count,
  /** How many wait for somebody, whatever is shown. */
  waiting: count,
})
export type FoundList = z.infer<typeof foundSchema>

const reason = z._default(z.string().check(z.trim(), z.maxLength(300)), '')
const days = z.int().check(z.minimum(1), z.maximum(366))

/** POST /admin/found/:place/share: closed for all, for so many days. */
export const shareFoundSchema = z.object({ days: z._default(days, 30), reason })
/** POST /admin/found/:place/clear: no such thing, for so many days; for good when left out. */
export const clearFoundSchema = z.object({ days: z.optional(days), reason })
/** What became of it; POST /admin/found/:place/undo answers the same. */
export const foundDoneSchema = z.object({ state: z.enum(FOUND_STATES) })
