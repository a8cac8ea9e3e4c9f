/** What a pupil is told about themselves: a pause, what is recorded and since when, who can see their tabs. */
import { hostSchema, hoursSchema, recordingSchema } from '../policy/document.ts'
import { keptDaysSchema } from '../policy/keeping.ts'
import { z } from '../zod.ts'

const text = (max: number) => z.string().check(z.maxLength(max))

/** The entry of session storage that changes whenever any of this does: open pages of ours ask again. */
export const KNOWING_NEWS = 'knowing-news'

/** A pause of somebody's browsing. */
export const suspensionCardSchema = z.object({
  /** The school's own words. */
  reason: text(300),
  /** Whom to talk to about it; left out: the school's own contact. */
  talkTo: z.optional(text(200)),
  from: z.number(),
  until: z.number(),
  /** Set work: hosts that are open now. */
  open: z.array(hostSchema),
})
export type SuspensionCard = z.infer<typeof suspensionCardSchema>

export const recordingTimesSchema = z.object({
  /** Since when today it is on. */
  since: z.optional(z.number()),
  /** When it goes on or off next, if that is known. */
  changes: z.optional(z.number()),
})

/** Somebody who can see which tabs are open. */
export const watcherSchema = z.object({
  /** Empty between a restart and the server's next word. */
  who: text(80),
  since: z.number(),
  until: z.number(),
})
export type Watcher = z.infer<typeof watcherSchema>

/** What is recorded, as far as somebody has to have been told. */
export const recordedSchema = z.object({
  detail: recordingSchema.shape.detail,
  searches: z.boolean(),
  /** Searches and words to AI assistants are looked at; worrying words to those are kept. Missing in what was told before. */
  themes: z.optional(z.boolean()),
  words: z.optional(z.boolean()),
  hours: z.array(hoursSchema),
  /** For how long at most. Missing in what was told before a school could set it. */
  kept: z.optional(keptDaysSchema),
})
export type Recorded = z.infer<typeof recordedSchema>

/** The plain notice. */
export const noticeSchema = z.object({
  ...recordedSchema.shape,
  /** `first`: never seen here; `more`: what is recorded has grown since; `seen`: nothing is new. */
  kind: z.enum(['first', 'more', 'seen']),
  /** The school's reason for more than the least. */
  reason: z.optional(text(300)),
  /** Missing where the server has not said it of late: then `kept` is what it can be at most. */
  keptDays: z.optional(keptDaysSchema),
  school: z.object({ name: text(120), contact: text(200) }),
  person: z.optional(text(320)),
})
export type Notice = z.infer<typeof noticeSchema>

/** Part of PROTOCOL. */
export const KNOWING_PROTOCOL = {
  notice: { pages: ['welcome'], content: false, request: z.object({}), response: noticeSchema },
  /** Exactly this was on the page: what has grown meanwhile is told again. */
  'notice.seen': {
    pages: ['welcome'],
    content: false,
    request: recordedSchema,
    response: z.object({}),
  },
} as const
