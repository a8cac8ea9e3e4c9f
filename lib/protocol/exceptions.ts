/** What is decided about somebody for a time: pages opened, browsing paused. Under /admin. */
import { entrySchema, hostSchema } from '../policy/document.ts'
import { z } from '../zod.ts'
import { cursorSchema } from './paging.ts'

const words = (most: number) => z.string().check(z.trim(), z.minLength(3), z.maxLength(most))
const address = z.string().check(z.trim(), z.minLength(3), z.maxLength(320), z.toLowerCase())
const until = z.number()

/** For one person, one class or one group. */
const whomSchema = z.union([
  z.object({ person: address }),
  z.object({ class: z.int() }),
  z.object({ group: z.string().check(z.minLength(1), z.maxLength(200)) }),
])
export type Whom = z.infer<typeof whomSchema>

/** POST /admin/unblocks */
export const newUnblockSchema = z.object({
  whom: whomSchema,
  entries: z.array(entrySchema).check(z.minLength(1), z.maxLength(20)),
  /** Epoch milliseconds. */
  until,
  reason: words(300),
})
export type NewUnblock = z.infer<typeof newUnblockSchema>

/** POST /admin/suspensions */
export const newSuspensionSchema = z.object({
  person: address,
  until,
  reason: words(300),
  talkTo: words(200),
  /** Set work that stays open. */
  open: z.array(hostSchema).check(z.maxLength(50)),
})
export type NewSuspension = z.infer<typeof newSuspensionSchema>

const exceptionSchema = z.object({
  id: z.int(),
  kind: z.enum(['unblock', 'suspension']),
  /** Whom it is for, in words. */
  whom: z.string(),
  /** What it opens, or what stays open. */
  sites: z.array(z.string()),
  reason: z.string(),
  talkTo: z.optional(z.string()),
  at: z.number(),
  until: z.number(),
  ended: z.nullable(z.number()),
  /** Who decided, and who ended it; empty for the one-time link. */
  by: z.string(),
  endedBy: z.string(),
})
export type Exception = z.infer<typeof exceptionSchema>

/**
 * GET /admin/exceptions: those that hold, the one that ends first before the others; then those that are over, newest
 * first. With `before` only those that are over, from there on.
 */
export const exceptionsSchema = z.object({
  at: z.number(),
  timeZone: z.string(),
  exceptions: z.array(exceptionSchema),
  /** Where those that were over earlier begin; absent where there are none. */
  next: z.optional(cursorSchema),
  /** Written into the published policy itself: they end with it, or by their time. */
  written: z.object({ unblocks: z.int(), suspensions: z.int() }),
  /** To choose from; empty for who makes no unblocks. */
  groups: z.array(z.string()),
  classes: z.array(z.object({ id: z.int(), name: z.string() })),
  /** The school's own contact, which a suspension names unless another is given. */
  contact: z.string(),
})
export type Exceptions = z.infer<typeof exceptionsSchema>
