/** What a stopped page knows of asking for it. */
import { PAGE_STATES } from '../protocol/page-requests.ts'
import { z } from '../zod.ts'

const text = (max: number) => z.string().check(z.maxLength(max))
const url = text(65_536)

/**
 * `nobody`: it is not known who uses the device. `closed`: nobody can be asked from here (no school server, a device
 * that the school refused, a page for which one does not ask).
 */
export const MAY_ASK = ['yes', 'nobody', 'closed'] as const

/** `kept`: on this device, not sent yet. `unkept`: it could not even be kept. The others as the server says. */
export const ASK_STATES = ['kept', 'unkept', ...PAGE_STATES] as const

export const askingSchema = z.object({
  may: z.enum(MAY_ASK),
  /** The school has not let this device in yet, or has to look at it first: what is asked is kept till then. */
  waits: z.boolean(),
  request: z.optional(
    z.object({
      state: z.enum(ASK_STATES),
      with: z.enum(['teacher', 'network']),
      name: z.optional(text(80)),
      reason: z.optional(text(300)),
      until: z.optional(z.number()),
    }),
  ),
})
export type Asking = z.infer<typeof askingSchema>

/** The entry of session storage that changes whenever a request does: stopped pages hear of it, and ask again. */
export const ASKING_NEWS = 'asking-news'

/** What pages and content scripts may say of asking; part of PROTOCOL. */
export const ASKING_PROTOCOL = {
  /** How asking for this page stands. */
  asking: { pages: ['blocked'], content: false, request: z.object({ url }), response: askingSchema },
  /** Asks for it. */
  'ask-for': {
    pages: ['blocked'],
    content: false,
    request: z.object({ url, why: text(300) }),
    response: askingSchema,
  },
  /** A fact: the pupil pressed “ask” in place of a stopped frame. Which frame that was, the worker knows. */
  'ask-frame': {
    pages: [],
    content: true,
    request: z.object({ token: text(40) }),
    response: z.object({ said: text(300) }),
  },
} as const
