/**
 * Lists of illegal content as the school server hands them to devices: hashes under a key of the school's, never a
 * name. Apart from the category lists, so that nothing that is done to those touches it.
 */
import { categoryIdSchema, versionSchema } from '../policy/document.ts'
import { z } from '../zod.ts'
import { base64urlSchema } from './wire.ts'

/** How a list is called in rows and mail: nothing that could name what is on it. */
export const listIdSchema = z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), z.maxLength(40))

export const MOST_LOCKED_LISTS = 20
/** Entries of one list: several times what any member's list has. */
export const MOST_LOCKED_ENTRIES = 200_000

export const lockedListSchema = z.object({
  id: listIdSchema,
  category: categoryIdSchema,
  /** The member's own, before each text that is hashed. */
  salt: z.optional(base64urlSchema.check(z.maxLength(128))),
  /** Records of 20 bytes in ascending order: 16 of the hash, 4 of the entry's number (most significant first). */
  entries: base64urlSchema,
})
export type LockedList = z.infer<typeof lockedListSchema>

export const lockedDocumentSchema = z.object({
  version: versionSchema,
  issuedAt: z.number(),
  /** The school's, 32 bytes. */
  key: base64urlSchema.check(z.length(43)),
  lists: z.array(lockedListSchema).check(z.maxLength(MOST_LOCKED_LISTS)),
  /** Lists that were taken out on purpose and not loaded since, the latest last: for these alone a device has none at all. */
  removed: z.optional(z.array(listIdSchema).check(z.maxLength(MOST_LOCKED_LISTS))),
})
export type LockedDocument = z.infer<typeof lockedDocumentSchema>
