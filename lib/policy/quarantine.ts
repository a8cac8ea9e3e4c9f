/**
 * Hosts that were found to be something the school closes, until when, and by what it was seen. Kept by the device
 * that found them; the school shares them once they are confirmed.
 */
import { z } from '../zod.ts'
import { evidenceSchema } from './finding.ts'
import { FOUND_KINDS } from './found-kinds.ts'

/** A place with a longer path is none: it could not be said to devices. */
export const MOST_PATH = 400

export const quarantinedSchema = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(60)),
  /** Canonical host; hosts under it are closed too. */
  host: z.string().check(z.minLength(1), z.maxLength(253)),
  /** On hosting that many share: only what lies under this path. Canonical, as `Address.path` in lib/verdict. */
  path: z.optional(z.string().check(z.maxLength(MOST_PATH))),
  found: z.enum(FOUND_KINDS),
  evidence: z.array(evidenceSchema).check(z.maxLength(12)),
  /** Who closed it: this device for itself, or the school for all. */
  by: z.enum(['device', 'school']),
  since: z.number(),
  /** Epoch milliseconds: every quarantine ends. */
  until: z.number(),
})
export type Quarantined = z.infer<typeof quarantinedSchema>

/** A school's word that what was found at a place is no such thing: the guard leaves it alone there. */
export const clearedSchema = z.object({
  host: quarantinedSchema.shape.host,
  path: quarantinedSchema.shape.path,
  /** What it was taken for. Found to be something else, it is stopped all the same. */
  found: z.enum(FOUND_KINDS),
  /** Epoch milliseconds; left out, for good. */
  until: z.optional(z.number()),
})
export type Cleared = z.infer<typeof clearedSchema>

/** More of either than any school has at a time; what comes after is left out. */
export const MOST_QUARANTINED = 200
export const MOST_CLEARED = 500
