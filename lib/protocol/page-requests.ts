/**
 * Pages and files that pupils ask for: what a device says and hears (POST /v1/requests), and what the console does.
 * A request is told of to the installation it was made on, as long as the same person uses it, and to nobody else.
 */
import { FILE_KINDS } from '../policy/downloads.ts'
import { lessonSchema } from '../policy/lesson.ts'
import { z } from '../zod.ts'
import { cursorSchema } from './paging.ts'
import { pageAddressSchema } from './live.ts'
import { foundInRowSchema } from './rows.ts'

/** The longest reason, of a pupil or of staff. Characters. */
export const LONGEST_WHY = 300
/** Asks in one request of a device. */
export const MOST_ASKS = 20

const text = (max: number) => z.string().check(z.maxLength(max))
const words = z.string().check(z.trim(), z.maxLength(LONGEST_WHY))
const number = z.int().check(z.minimum(1))

/** A file that waits for an adult, as the pupil saw it. */
export const askedFileSchema = z.object({
  name: text(200).check(z.minLength(1)),
  kind: z.enum(FILE_KINDS),
  /** Null when nobody can say. */
  bytes: z.nullable(z.int().check(z.minimum(0))),
})
export type AskedFile = z.infer<typeof askedFileSchema>

/** What is asked for: a page, a part of another page, or a file that a page gives. */
export interface Subject {
  readonly url: string
  readonly frame: boolean
  readonly file?: AskedFile | undefined
}

/** Names one subject: the same for the same, whoever asks. */
export const subjectKey = ({ url, frame, file }: Subject): string =>
  file
    ? `file ${JSON.stringify([file.name, file.kind, file.bytes])} ${url}`
    : `${frame ? 'frame' : 'page'} ${url}`

/** One page or file that somebody asks for. Sent again it is the same. */
export const pageAskSchema = z.object({
  /** The device's own name for it: random. */
  id: z.string().check(z.regex(/^[\w-]{10,40}$/)),
  url: pageAddressSchema,
  why: words,
  /** A part of another page, not a page by itself. */
  frame: z.boolean(),
  /** It is a file: the address is what gives it, or its page's. */
  file: z.optional(askedFileSchema),
  /** The lesson that closed it. */
  lesson: z.optional(lessonSchema.shape.id),
})
export type PageAsk = z.infer<typeof pageAskSchema>

/** POST /v1/requests, signed: what the server may not have yet. Answers how all of this installation's stand. */
export const pageAsksSchema = z.object({
  /** Who says so, as the device claims it: where the server knows another name there, nothing is taken or told. */
  person: text(320),
  asks: z.array(pageAskSchema).check(z.maxLength(MOST_ASKS)),
  /** Files that were let through and are on the disk by now, by the names of their asks. Said again it is harmless. */
  used: z.optional(z.array(pageAskSchema.shape.id).check(z.maxLength(MOST_ASKS))),
})

export type PageAsks = z.infer<typeof pageAsksSchema>

/**
 * `open`: nobody has decided. `ended`: what was approved is over, or nothing closes the page any more. `never`: no
 * member of staff is asked for this. `many`: too many of this person's are open.
 */
export const PAGE_STATES = ['open', 'approved', 'refused', 'ended', 'never', 'many'] as const
export const pageStateSchema = z.object({
  id: pageAskSchema.shape.id,
  state: z.enum(PAGE_STATES),
  /** Who has it, or decided. */
  with: z.enum(['teacher', 'network']),
  /** That teacher's name. */
  name: z.optional(text(80)),
  /** What was said about it. */
  reason: z.optional(words),
  /** Of an approval: its end. Epoch milliseconds. */
  until: z.optional(z.number()),
})
export type PageState = z.infer<typeof pageStateSchema>

/** `withheld`: the school has not said yet whom this installation stands for. `nobody`: nobody is signed in there. */
export const STANDINGS = ['known', 'withheld', 'nobody'] as const
export const pageStatesSchema = z.object({
  standing: z.enum(STANDINGS),
  states: z.array(pageStateSchema).check(z.maxLength(100)),
})
export type PageStates = z.infer<typeof pageStatesSchema>

/** What an approval opens: the page (its path and what lies below), the site (the host and all under it), one file. */
export const OPENS = ['page', 'site', 'file'] as const

const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'a day, as 2026-11-24'))

export const decisionSchema = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('approve'),
    opens: z.enum(OPENS),
    /** For the pupils who asked, or for a class: the lesson's, or this one of theirs. */
    for: z.union([z.literal('pupil'), z.literal('class'), z.object({ class: number })]),
    /** The lesson's end (teachers), the end of this day, the end of another. */
    until: z.union([z.literal('lesson'), z.literal('today'), z.object({ day })]),
    reason: z.optional(words),
  }),
  z.object({ is: z.literal('refuse'), reason: words.check(z.minLength(1, 'say why')) }),
  /** To the network manager, with the teacher's words. */
  z.object({ is: z.literal('hand-on'), reason: words }),
])
export type Decision = z.infer<typeof decisionSchema>

/** POST /admin/page-requests and /admin/lessons/:lesson/requests: several of one page are decided together. */
export const decideSchema = z.object({
  requests: z.array(number).check(z.minLength(1), z.maxLength(100)),
  decision: decisionSchema,
})

/** A request as staff see it. */
export const pageRequestSchema = z.object({
  id: number,
  /** The pupil, as a number of `people`, and their address. */
  person: number,
  name: z.string(),
  url: z.string(),
  host: z.string(),
  frame: z.boolean(),
  file: z.optional(askedFileSchema),
  whys: z.array(z.string()),
  /** How often it was asked for, and when first and last. Epoch milliseconds. */
  times: z.int(),
  at: z.number(),
  last: z.number(),
  /** Why it is closed, in one sentence. */
  closed: z.string(),
  /** What devices found there, where nobody has put it right. */
  found: z.optional(foundInRowSchema),
  /** The lesson's teacher may open it. */
  teacherMay: z.boolean(),
  /** Only the lesson closes it. */
  onlyLesson: z.boolean(),
  /** What opening the page, the site or the file would open, in words. What cannot be opened by itself is left out. */
  opens: z.object({
    page: z.optional(z.string()),
    site: z.optional(z.string()),
    file: z.optional(z.string()),
  }),
  /** The lesson it was asked in, by its name. */
  lesson: z.optional(z.string()),
  /** The classes of the pupil. */
  classes: z.array(z.object({ id: number, name: z.string() })),
  /** What the teacher said when handing it on. */
  handed: z.optional(z.object({ by: z.string(), words: z.string() })),
  state: z.enum(['open', 'approved', 'refused', 'ended']),
  decided: z.optional(z.object({ at: z.number(), by: z.string(), reason: z.string() })),
  /** Of an approval: what it opens, for whom, until when. */
  approval: z.optional(
    z.object({ id: number, opens: z.string(), for: z.string(), until: z.number(), active: z.boolean() }),
  ),
  /** Of a file that was let through: when the school heard that it is on the pupil's disk. Epoch milliseconds. */
  saved: z.optional(z.number()),
})
export type PageRequest = z.infer<typeof pageRequestSchema>
/** GET /admin/page-requests (network manager), /admin/lessons/:lesson/requests (its teachers). */
export const pageRequestsSchema = z.object({
  requests: z.array(pageRequestSchema),
  /** Where those that were decided earlier begin; absent where there are none. */
  next: z.optional(cursorSchema),
  /** More wait than these: they come when some of these are decided. */
  full: z.optional(z.literal(true)),
})
export type PageRequests = z.infer<typeof pageRequestsSchema>
