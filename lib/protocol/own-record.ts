/** What the school sees about whoever uses a device, as the device's page shows it to them: GET /v1/record, signed. */
import { keptDaysSchema } from '../policy/keeping.ts'
import { looksShownSchema } from '../policy/looks.ts'
import { z } from '../zod.ts'
import { ownRowSchema } from './own-row.ts'
import { lookingRoleSchema, lookReasonSchema } from './record-looks.ts'

const text = (max: number) => z.string().check(z.maxLength(max))

/** For how many days pupils are shown that somebody looked at their record; their page says “a month”. */
export const LOOKS_TOLD_DAYS = 30

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
  /** Looks at the record, as the school has chosen. A server of an earlier version says nothing of them. */
  recordLooks: z.optional(
    z.object({
      shown: looksShownSchema,
      /** The newest first; several of a day, by the same role for the same kind of reason, are one. */
      looks: z
        .array(
          z.object({
            /** The day on the school's clock, as 2026-11-24: not the hour, which would say who it was. */
            date: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'a day, as 2026-11-24')),
            role: lookingRoleSchema,
            reason: z.optional(lookReasonSchema),
          }),
        )
        .check(z.maxLength(100)),
    }),
  ),
  keptDays: keptDaysSchema,
})
export type OwnRecord = z.infer<typeof ownRecordSchema>
