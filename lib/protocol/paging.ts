/**
 * How lists are asked for a piece at a time. A list that somebody leafs through has numbered pages and says its total; one
 * that only grows at its top has a cursor: the place of the last entry that was shown.
 */
import { z } from '../zod.ts'

/** The number of a page, from 0, as it stands in an address. */
export const pageNumberSchema = z._default(z.string().check(z.regex(/^\d{1,4}$/, 'a page number')), '0')

/** The place of an entry among those of its list, the newest first: numbers that tell it from every other. */
export const cursorSchema = z.string().check(z.regex(/^\d{1,15}(\.\d{1,15}){0,2}$/, 'where to go on'))

/** For a list that has no filters: from the newest on, or from where it ended. */
export const beforeSchema = z.object({ before: z.optional(cursorSchema) })
export type Before = z.infer<typeof beforeSchema>

/** A day that there is, as 2026-11-24. */
export const daySchema = z.string().check(
  z.regex(/^\d{4}-\d\d-\d\d$/, 'a day'),
  z.refine((day) => isDay(day), 'a day of the calendar'),
)

function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`)
  // 30 February is read as a day of March.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day)
}

/** The first and the last day of what is asked for, on the school's clock. */
export const daySpan = { from: z.optional(daySchema), to: z.optional(daySchema) }
