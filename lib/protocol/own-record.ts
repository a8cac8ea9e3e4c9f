/** What the school sees about whoever uses a device, as the device's page shows it to them: GET /v1/record, signed. */
import { ACTIONS, CATEGORY_IDS } from '../policy/categories.ts'
import { FILE_KINDS } from '../policy/downloads.ts'
import { z } from '../zod.ts'
import { DOWNLOAD_ENDS } from './rows.ts'

const text = (max: number) => z.string().check(z.maxLength(max))

/** Rows about pages. What else is recorded (starts, policies, problems) is about the browser. */
export const OWN_KINDS = ['visit', 'blocked', 'warned', 'continued', 'search', 'download'] as const
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

/** For how many days ordinary visits are kept, and what was stopped or searched for. */
export const KEPT_DAYS = { visits: 30, notable: 365 } as const

/** The most rows in one answer. */
export const MOST_OWN_ROWS = 1000

export const ownRecordSchema = z.object({
  /** Since when: the school's midnight, epoch ms. */
  since: z.number(),
  /** The newest first. */
  rows: z.array(ownRowSchema).check(z.maxLength(MOST_OWN_ROWS)),
  /** There are older ones of today. */
  more: z.boolean(),
  /** Members of staff who watched the tabs of a lesson this pupil is in, the newest first. */
  looks: z
    .array(
      z.object({
        at: z.number(),
        /** Left out while they watch. */
        until: z.optional(z.number()),
        who: text(320),
        /** The class. */
        class: text(200),
      }),
    )
    .check(z.maxLength(100)),
  /** For how many days ordinary visits are kept, and what was stopped or searched for. */
  keptDays: z.object({ visits: z.int(), notable: z.int() }),
})
export type OwnRecord = z.infer<typeof ownRecordSchema>
