/**
 * Every message inside the extension: what our own pages ask the worker, and what the worker tells a content
 * script. Pages never hold truth: each is drawn from an answer, and asks again when it may have changed.
 * Times are epoch milliseconds by Kerb's own time source.
 */
import { ACTIONS, AGE_GROUPS, CATEGORY_IDS } from '../policy/categories.ts'
import { z } from '../zod.ts'
import { ASKING_PROTOCOL } from './asking.ts'
import { concernStartSchema, safeguardingStartSchema } from './concerns.ts'
import { DOWNLOAD_PROTOCOL } from './download.ts'
import { lessonCardSchema, lessonCardsSchema } from './lesson-card.ts'
import { lifelineSchema } from './lifeline.ts'
import { RECORD_PROTOCOL } from './record.ts'
import { REPORT_PROTOCOL } from './report.ts'

const text = (max: number) => z.string().check(z.maxLength(max))
const url = text(65_536)

/** The kinds of `Reason` in lib/verdict; a test holds the two together. */
export const REASON_KINDS = [
  'illegal',
  'lifeline',
  'needed',
  'suspension',
  'lesson',
  'unblock',
  'own-entry',
  'never-block',
  'category',
  'unknown-host',
  'not-web',
] as const

export const REMEDIES = ['ask', 'continue', 'wait', 'tell', 'none'] as const

/** As in the policy, but empty until the school's policy has arrived. */
const schoolSchema = z.object({ name: text(120), contact: text(200) })

export const sourceSchema = z.enum(['baseline', 'managed', 'server'])

/** All that a blocked page says, as it is at this moment. Everything that nothing is known about is absent. */
export const explanationSchema = z.object({
  action: z.enum(ACTIONS),
  reasonKind: z.enum(REASON_KINDS),
  categoryId: z.optional(z.enum(CATEGORY_IDS)),
  /** The school's own words: on its entry, or the reason of a suspension. */
  entryNote: z.optional(text(300)),
  /** The lesson that closes it. */
  lesson: z.optional(lessonCardSchema),
  /** The timetable period that decided. */
  periodName: z.optional(text(60)),
  /** The clause of the agreement, as its sentence. */
  clause: z.optional(text(2000)),
  until: z.optional(z.number()),
  remedy: z.enum(REMEDIES),
  /** Canonical host, empty when the address has none. */
  host: text(253),
  school: schoolSchema,
  group: text(100),
  ageGroup: z.enum(AGE_GROUPS),
  /** `baseline`: the school's policy has not arrived yet. */
  source: sourceSchema,
  /** IANA name: times are shown as the school's clock shows them. */
  timeZone: text(100),
  now: z.number(),
  lifelines: z.array(lifelineSchema).check(z.maxLength(20)),
  /** Whether `decide` stops the address now. When false the page goes on to it by itself. */
  stillBlocked: z.boolean(),
})
export type Explanation = z.infer<typeof explanationSchema>

export const problemSchema = z.object({ code: text(80), detail: text(500) })
export type Problem = z.infer<typeof problemSchema>

export const statusSchema = z.object({
  state: z.enum(['protected', 'setting-up', 'problem']),
  lessons: lessonCardsSchema,
  school: schoolSchema,
  group: text(100),
  /** Since when the rules of this policy have been in force. */
  since: z.number(),
  policy: z.object({ source: sourceSchema, version: text(100) }),
  /** Who is using it, and how that was learned. Absent: the device alone. */
  person: z.optional(z.object({ name: text(320), from: z.enum(['profile', 'management']) })),
  /** Whether ordinary visits are being recorded now. */
  recording: z.boolean(),
  /** What of a visit is kept, and the school's reason where that is more than the least. */
  kept: z.object({
    detail: z.enum(['least', 'paths', 'titles']),
    searches: z.boolean(),
    reason: z.optional(text(300)),
  }),
  timeZone: text(100),
  now: z.number(),
  problems: z.array(problemSchema).check(z.maxLength(50)),
  lifelines: z.array(lifelineSchema).check(z.maxLength(200)),
})
export type Status = z.infer<typeof statusSchema>

/** What the page of a lesson says; it learns no more than that. */
export const lessonsSchema = z.object({
  lessons: lessonCardsSchema,
  school: schoolSchema,
  timeZone: text(100),
  now: z.number(),
})
export type Lessons = z.infer<typeof lessonsSchema>

/** One managed key: `set` by the school, its `default`, the last good value `kept`, or a `problem`. */
export const managedKeySchema = z.object({
  key: text(100),
  state: z.enum(['set', 'default', 'kept', 'problem']),
  /** What holds, shortened for reading. A secret never leaves the worker: the token comes masked. */
  shown: z.optional(text(2000)),
  problems: z.array(
    z.object({
      /** Which item of a list, as the administrator wrote it or its place ("line 3"). */
      item: z.optional(text(500)),
      /** What is wrong. */
      wrong: text(500),
      /** What to write instead. */
      fix: text(500),
    }),
  ),
})
export type ManagedKey = z.infer<typeof managedKeySchema>

export const settingsSchema = z.object({
  managed: z.array(managedKeySchema),
  school: schoolSchema,
  group: text(100),
  installation: z.optional(text(43)),
  /** `none`: this installation has not asked yet, or there is no server. */
  enrolment: z.enum(['none', 'waiting', 'confirmed', 'held', 'refused']),
  versions: z.object({
    extension: text(40),
    policy: text(100),
    rules: z.optional(text(100)),
    lists: z.optional(text(100)),
    browser: text(200),
  }),
  source: sourceSchema,
  /** Row numbers: the highest written here and the highest that the server has acknowledged. */
  queue: z.object({ written: z.int(), acknowledged: z.int() }),
  problems: z.array(problemSchema).check(z.maxLength(50)),
  timeZone: text(100),
  now: z.number(),
})
export type Settings = z.infer<typeof settingsSchema>

/** Our own pages, by the name of the file that wxt builds. */
export const PAGES = [
  'blocked',
  'download',
  'lesson',
  'popup',
  'record',
  'report',
  'safeguarding',
  'settings',
] as const
export type PageName = (typeof PAGES)[number]

/**
 * Who may send what. What runs beside a page may say what the pupil did there (`content: true`: the button of
 * lib/messages/report.ts), never change a setting or read the policy.
 */
export const PROTOCOL = {
  /** Why this address is stopped, now. */
  explain: {
    pages: ['blocked'],
    content: false,
    request: z.object({ url }),
    response: explanationSchema,
  },
  /** Go on to a warned address: once, for a while, recorded. Refused (`ok: false`) when it is not a warning. */
  continue: {
    pages: ['blocked'],
    content: false,
    request: z.object({ url }),
    response: z.object({ ok: z.boolean(), until: z.optional(z.number()) }),
  },
  status: {
    pages: ['popup', 'settings'],
    content: false,
    request: z.object({}),
    response: statusSchema,
  },
  /** Which lessons run, and what is open in them. */
  lesson: {
    pages: ['lesson'],
    content: false,
    request: z.object({}),
    response: lessonsSchema,
  },
  /** What it takes to report a concern. */
  'concern.start': {
    pages: ['report'],
    content: false,
    request: z.object({}),
    response: concernStartSchema,
  },
  /** The page has kept something to be sent. Answered when it was tried: `sent` when nothing waits any more. */
  'concern.saved': {
    pages: ['report'],
    content: false,
    request: z.object({}),
    response: z.object({ sent: z.boolean() }),
  },
  /** Asks the school for answers and keeps them where the page reads them. `reached`: it answered. */
  'concern.refresh': {
    pages: ['report'],
    content: false,
    request: z.object({}),
    response: z.object({ reached: z.boolean() }),
  },
  /** What a safeguarding member's page goes by. */
  'safeguarding.start': {
    pages: ['safeguarding'],
    content: false,
    request: z.object({}),
    response: safeguardingStartSchema,
  },
  ...REPORT_PROTOCOL,
  ...ASKING_PROTOCOL,
  ...RECORD_PROTOCOL,
  ...DOWNLOAD_PROTOCOL,
  settings: {
    pages: ['settings'],
    content: false,
    request: z.object({}),
    response: settingsSchema,
  },
} as const satisfies Record<
  string,
  { pages: readonly PageName[]; content: boolean; request: z.ZodMiniType; response: z.ZodMiniType }
>

export type Protocol = typeof PROTOCOL
export type MessageType = keyof Protocol
export type Request<T extends MessageType> = z.infer<Protocol[T]['request']>
export type Response<T extends MessageType> = z.infer<Protocol[T]['response']>

/** Why a message got no answer. */
export const MESSAGE_ERRORS = ['unknown', 'not-trusted', 'bad-request', 'bad-response', 'failed'] as const
export type MessageErrorCode = (typeof MESSAGE_ERRORS)[number]

/** What goes over the port. */
export const messageSchema = z.object({ kerb: text(40), body: z.optional(z.unknown()) })
export const replySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), body: z.optional(z.unknown()) }),
  z.object({ ok: z.literal(false), error: z.enum(MESSAGE_ERRORS), message: text(500) }),
])
export type Reply = z.infer<typeof replySchema>
