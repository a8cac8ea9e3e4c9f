/** The page "What the school sees about me". */
import { ownRecordSchema } from '../protocol/own-record.ts'
import { recordingTimesSchema } from './knowing.ts'
import { hoursSchema, schoolSchema } from '../policy/document.ts'
import { z } from '../zod.ts'

const text = (max: number) => z.string().check(z.maxLength(max))

export const recordSchema = z.object({
  school: z.object({ name: text(120), contact: schoolSchema.shape.contact }),
  /** Absent: the device alone is known. */
  person: z.optional(text(320)),
  /** Whether ordinary visits are being recorded now. */
  recording: z.boolean(),
  times: z.optional(recordingTimesSchema),
  hours: z.array(hoursSchema),
  kept: z.object({
    detail: z.enum(['least', 'paths', 'titles']),
    searches: z.boolean(),
    /** Whether searches and words to AI assistants are looked at, and whether worrying words are kept. */
    themes: z.boolean(),
    words: z.boolean(),
    reason: z.optional(text(300)),
  }),
  /** Rows that have not reached the school yet. */
  waiting: z.int(),
  timeZone: text(100),
  now: z.number(),
  /** What the school has; or why it could not be asked. */
  answer: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('told'), record: ownRecordSchema }),
    z.object({ kind: z.literal('unreached') }),
    z.object({ kind: z.literal('not-confirmed') }),
    z.object({ kind: z.literal('no-server') }),
  ]),
})
export type RecordAnswer = z.infer<typeof recordSchema>

export const RECORD_PROTOCOL = {
  record: {
    pages: ['record'],
    content: false,
    request: z.object({}),
    response: recordSchema,
  },
} as const
