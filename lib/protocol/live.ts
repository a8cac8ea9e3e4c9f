/**
 * The live channel: one WebSocket of each device, at LIVE_PATH. JSON texts, held to these schemas at both ends.
 *
 * The server opens with a challenge; the device's first message proves that it has the installation's key. From then
 * on the server sends what holds, whole (`lessons`), so that a device that was away has missed nothing, and the device
 * says what it enforces, after it does (`holding`). Nothing about tabs is sent unless somebody watches, which the
 * server says again and again: it ends by itself.
 */
import { heldLessonsSchema, lessonSchema } from '../policy/lesson.ts'
import { z } from '../zod.ts'
import { base64urlSchema, installationIdSchema } from './wire.ts'

export const LIVE_PATH = '/v1/live'
/** The first extension that opens this channel. */
export const LIVE_SINCE = '0.2.0'
/** The device is heard of inside each of these, or it counts as gone. Milliseconds. */
export const BEAT_MS = 15_000
export const SILENCE_MS = 40_000
/** A connection that has not proved itself by then is closed. Milliseconds. */
export const PROVE_WITHIN_MS = 5_000
/** A watch that is not renewed ends after this long. Seconds. */
export const WATCH_SECONDS = 45
/** The longest message in characters, either way. */
export const LONGEST_MESSAGE = 256 * 1024

/** Why the server closed the connection; a device comes back after any of them, later after those from 4400. */
export const CLOSED = {
  unproved: 4401,
  notConfirmed: 4403,
  silent: 4408,
  replaced: 4409,
  malformed: 4422,
} as const

/** What is signed to prove an installation on one connection. */
export const proofText = (installation: string, nonce: string): string =>
  `kerb live v1\n${installation}\n${nonce}`

const text = (max: number) => z.string().check(z.maxLength(max))
const id = z.string().check(z.regex(/^[\w-]{1,64}$/))
const tabId = z.int()
/** An http(s) address. */
export const pageAddressSchema = text(2048).check(z.regex(/^https?:\/\/[^\s]+$/i, 'an http or https address'))

/** A tab as a teacher may see it: no address, and of mail, documents and messages no title. */
export const seenTabSchema = z.object({
  tab: tabId,
  title: text(200),
  host: text(253),
  active: z.boolean(),
  /** Kerb stopped what was asked for there. */
  stopped: z.boolean(),
})
export type SeenTab = z.infer<typeof seenTabSchema>

/** A tab of the teacher's own, for a list of sites. `frames`: the hosts it frames now. */
export const ownTabSchema = z.object({
  url: pageAddressSchema,
  title: text(200),
  frames: z.array(text(253)).check(z.maxLength(50)),
})
export type OwnTab = z.infer<typeof ownTabSchema>

export const actionSchema = z.union([z.object({ open: pageAddressSchema }), z.object({ close: tabId })])
export type Action = z.infer<typeof actionSchema>

export const fromServerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('challenge'), nonce: text(100) }),
  z.object({ type: z.literal('welcome'), time: z.number() }),
  z.object({
    type: z.literal('lessons'),
    /** When the server looked, by its clock: a heartbeat's answer may come later and know less. Epoch milliseconds. */
    at: z.number(),
    lessons: z.array(lessonSchema).check(z.maxLength(20)),
  }),
  /** Tabs are wanted for so many seconds; 0: no more. */
  z.object({ type: z.literal('watch'), seconds: z.int().check(z.minimum(0), z.maximum(120)) }),
  z.object({ type: z.literal('do'), id, lesson: id, action: actionSchema }),
  /** Of a teacher's own device: the tabs it has, or what one page frames. */
  z.object({ type: z.literal('ask'), id, page: z.optional(pageAddressSchema) }),
  /** Something about who uses the device is other than before (a request was decided): ask what. */
  z.object({ type: z.literal('news') }),
  z.object({ type: z.literal('beat') }),
])
export type FromServer = z.infer<typeof fromServerSchema>
/** What this version understands; a newer server may say more. */
export const FROM_SERVER: readonly string[] = [
  'challenge',
  'welcome',
  'lessons',
  'watch',
  'do',
  'ask',
  'news',
  'beat',
] satisfies FromServer['type'][]

export const fromDeviceSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('proof'),
    installation: installationIdSchema,
    signature: base64urlSchema.check(z.maxLength(200)),
  }),
  z.object({ type: z.literal('beat') }),
  z.object({ type: z.literal('holding'), lessons: heldLessonsSchema }),
  z.object({ type: z.literal('tabs'), tabs: z.array(seenTabSchema).check(z.maxLength(60)) }),
  z.object({ type: z.literal('done'), id, why: z.optional(text(80)) }),
  z.object({ type: z.literal('answer'), id, tabs: z.array(ownTabSchema).check(z.maxLength(60)) }),
])
export type FromDevice = z.infer<typeof fromDeviceSchema>
