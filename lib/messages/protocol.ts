/**
 * Every message inside the extension: what our own pages ask the worker, and what the worker tells a content
 * script. Pages never hold truth: each is drawn from an answer, and asks again when it may have changed.
 * Times are epoch milliseconds by Kerb's own time source.
 */
import { ACTIONS, AGE_GROUPS, CATEGORY_IDS } from '../policy/categories.ts'
import { FOUND_KINDS } from '../policy/found-kinds.ts'
import { themeSchema } from '../policy/themes.ts'
import { concernRequestSchema } from '../protocol/concerns.ts'
import { z } from '../zod.ts'
import { AGREEMENT_PROTOCOL } from './agreement.ts'
import { ASKING_PROTOCOL } from './asking.ts'
import { COVER_PROTOCOL } from './cover.ts'
import {
  concernStartRequestSchema,
  concernStartSchema,
  reachedSchema,
  savedSchema,
  safeguardingStartSchema,
} from './concerns.ts'
import { DOCTOR_PROTOCOL } from './doctor.ts'
import { DOWNLOAD_PROTOCOL } from './download.ts'
import { schoolSchema, settingsSchema, sourceSchema, statusSchema } from './device.ts'
import { GUARD_PROTOCOL } from './guard.ts'
import { KNOWING_PROTOCOL, suspensionCardSchema } from './knowing.ts'
import { lessonCardSchema, lessonCardsSchema } from './lesson-card.ts'
import { lifelineSchema } from './lifeline.ts'
import { missingSchema } from './missing.ts'
import { PERSONAL_PROTOCOL } from './personal.ts'
import { PROMPTS_PROTOCOL } from './prompts.ts'
import { RECORD_PROTOCOL } from './record.ts'
import { REPORT_PROTOCOL } from './report.ts'
import { SELF_CHECK_PROTOCOL } from './self-check.ts'

const text = (max: number) => z.string().check(z.maxLength(max))
const url = text(65_536)

/** The kinds of `Reason` in lib/verdict; a test holds the two together. */
export const REASON_KINDS = [
  'illegal',
  'lifeline',
  'needed',
  'suspension',
  'agreement',
  'lesson',
  'unblock',
  'own-entry',
  'never-block',
  'category',
  'found',
  'search',
  'carried',
  'unknown-host',
  'not-web',
] as const

export const REMEDIES = ['agree', 'ask', 'continue', 'wait', 'tell', 'none'] as const

/** All that a blocked page says, as it is at this moment. Everything that nothing is known about is absent. */
export const explanationSchema = z.object({
  action: z.enum(ACTIONS),
  reasonKind: z.enum(REASON_KINDS),
  /** Of the agreement. */
  missing: z.optional(missingSchema),
  /** Set work stays open meanwhile. */
  work: z.optional(z.boolean()),
  categoryId: z.optional(z.enum(CATEGORY_IDS)),
  /** What was searched for is about this. */
  theme: z.optional(themeSchema),
  /** What the page, or its host, was found to be. */
  found: z.optional(z.enum(FOUND_KINDS)),
  /** The host that the address leads to through another: what is said of the reason is said of it. */
  carried: z.optional(text(253)),
  /** The school's own words: on its entry, or the reason of a suspension. */
  entryNote: z.optional(text(300)),
  /** The pause that closes it. */
  suspension: z.optional(suspensionCardSchema),
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

/** What the page of a lesson says; it learns no more than that. */
export const lessonsSchema = z.object({
  lessons: lessonCardsSchema,
  school: schoolSchema,
  timeZone: text(100),
  now: z.number(),
})
export type Lessons = z.infer<typeof lessonsSchema>

/** Our own pages, by the name of the file that wxt builds. */
export const PAGES = [
  'agreement',
  'blocked',
  'download',
  'lesson',
  'popup',
  'record',
  'report',
  'safeguarding',
  'settings',
  'welcome',
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
    request: concernStartRequestSchema,
    response: concernStartSchema,
  },
  /** The page has kept something to be sent. Answered when it was tried: `sent` when nothing waits any more. */
  'concern.saved': {
    pages: ['report'],
    content: false,
    request: z.object({}),
    response: savedSchema,
  },
  /** What the page could not keep, or the worker not read, for a full disk: to the school at once, or not at all. */
  'concern.send': {
    pages: ['report'],
    content: false,
    request: z.object({ concern: concernRequestSchema }),
    response: z.object({ sent: z.boolean() }),
  },
  /** Asks the school for answers and keeps them where the page reads them. */
  'concern.refresh': {
    pages: ['report'],
    content: false,
    request: z.object({}),
    response: reachedSchema,
  },
  /** What a safeguarding member's page goes by; their popup says of it alone that keys were refused. */
  'safeguarding.start': {
    pages: ['safeguarding', 'popup'],
    content: false,
    request: z.object({}),
    response: safeguardingStartSchema,
  },
  ...REPORT_PROTOCOL,
  ...ASKING_PROTOCOL,
  ...AGREEMENT_PROTOCOL,
  ...RECORD_PROTOCOL,
  ...DOWNLOAD_PROTOCOL,
  ...PERSONAL_PROTOCOL,
  ...PROMPTS_PROTOCOL,
  ...KNOWING_PROTOCOL,
  ...COVER_PROTOCOL,
  ...GUARD_PROTOCOL,
  ...DOCTOR_PROTOCOL,
  ...SELF_CHECK_PROTOCOL,
  /** Another language was chosen: what the browser shows for us is to speak it too. */
  language: {
    pages: PAGES,
    content: false,
    request: z.object({}),
    response: z.object({}),
  },
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
export const MESSAGE_ERRORS = [
  'unknown',
  'not-trusted',
  'bad-request',
  'bad-response',
  'failed',
  /** It is somebody's own, and nobody has said yet that it is still the same person. */
  'covered',
] as const
export type MessageErrorCode = (typeof MESSAGE_ERRORS)[number]

/** What goes over the port. */
export const messageSchema = z.object({ kerb: text(40), body: z.optional(z.unknown()) })
export const replySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), body: z.optional(z.unknown()) }),
  z.object({ ok: z.literal(false), error: z.enum(MESSAGE_ERRORS), message: text(500) }),
])
export type Reply = z.infer<typeof replySchema>
