/** A row of the record as people read it: the pupil on their own device, the safeguarding lead in a look. */
import { ACTIONS, CATEGORY_IDS } from '../policy/categories.ts'
import { FILE_KINDS } from '../policy/downloads.ts'
import { severitySchema, themeSchema } from '../policy/themes.ts'
import { z } from '../zod.ts'
import { DOWNLOAD_ENDS } from './rows.ts'

const text = (max: number) => z.string().check(z.maxLength(max))

/** Rows about pages. What else is recorded (starts, policies, problems) is about the browser. */
export const OWN_KINDS = ['visit', 'blocked', 'warned', 'continued', 'search', 'prompt', 'download'] as const
export type OwnKind = (typeof OWN_KINDS)[number]

export const ownRowSchema = z.object({
  /** The row's number on its installation. */
  seq: z.int(),
  at: z.number(),
  kind: z.enum(OWN_KINDS),
  host: text(253),
  path: z.optional(text(2048)),
  /** What was searched for. */
  terms: z.optional(text(500)),
  /** What a search, or something written to an AI assistant, is about. */
  theme: z.optional(themeSchema),
  severity: z.optional(severitySchema),
  /** What was written to an AI assistant, where the school keeps it. */
  words: z.optional(text(300)),
  /** Titles that the page had while it was open, when the school records them. */
  titles: z.optional(z.array(text(300)).check(z.maxLength(50))),
  /** Of a file: what it was, what became of it, and its name when the school records titles. */
  file: z.optional(
    z.object({ kind: z.enum(FILE_KINDS), decided: z.enum(DOWNLOAD_ENDS), name: z.optional(text(200)) }),
  ),
  /** How long it was open, seconds. */
  seconds: z.optional(z.number()),
  categories: z.array(z.enum(CATEGORY_IDS)).check(z.maxLength(20)),
  action: z.enum(ACTIONS),
})
export type OwnRow = z.infer<typeof ownRowSchema>
