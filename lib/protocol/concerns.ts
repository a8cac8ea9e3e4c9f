/**
 * Concerns as they cross the wire. The server holds what is here and nothing more: sealed content, for which keys, a
 * receipt's time, a state. What is inside is in lib/concern/content.ts, and only pages of the extension read it.
 */
import { z } from '../zod.ts'
import {
  keyNameSchema,
  keyRoleSchema,
  ledgerSchema,
  publicKeysSchema,
  statementSchema,
} from './safeguarding-keys.ts'
import { concernIdSchema, sealedConcernSchema, sealedMessageSchema, wrapSchema } from './sealed.ts'
import { handSchema } from './concern-hands.ts'
import { concernStateSchema } from './concern-state.ts'
import { concernNoteSchema, MOST_NOTES } from './concern-notes.ts'
import { base64urlSchema } from './wire.ts'

/** One way in which two keys together open who sent an unnamed concern: a half for each. */
export const pairSchema = z.object({ halves: z.tuple([wrapSchema, wrapSchema]) })
export const identitySchema = z.object({
  nonce: base64urlSchema.check(z.length(16)),
  sealed: base64urlSchema.check(z.maxLength(8_000)),
  pairs: z.array(pairSchema).check(z.minLength(1), z.maxLength(190)),
})
export type SealedIdentity = z.infer<typeof identitySchema>

/** POST /v1/concerns, signed by the installation, in whatever state it is. Nothing of the installation is kept. */
export const concernRequestSchema = z.object({
  id: concernIdSchema,
  /** The pupil ticked "I need help today": the one thing that is outside the seal. */
  today: z.boolean(),
  content: sealedConcernSchema,
  /** Keys among `content.to` that may open it only when nobody else has in the set time. */
  later: z.array(keyNameSchema).check(z.maxLength(40)),
  /** Present when the name is hidden. */
  identity: z.optional(identitySchema),
  /** base64url SHA-256 of the mailbox secret, which opens state and replies. */
  mailbox: base64urlSchema.check(z.length(43)),
})
export type ConcernRequest = z.infer<typeof concernRequestSchema>

/**
 * The error (429) of a concern for which today's budget has no room: words and pictures have one each, so another may
 * well be taken.
 */
export const NO_ROOM = 'no-room'

export const concernAcceptedSchema = z.object({ state: concernStateSchema })

export const messageSchema = z.object({
  id: concernIdSchema,
  from: z.enum(['pupil', 'staff']),
  /** Epoch ms, rounded down to the hour where the concern's is. */
  at: z.number(),
  /** A reply is sealed to the concern's own key (`pupil` as the key's name is its fingerprint) and to the team's. */
  content: sealedMessageSchema,
})
export type ConcernMessage = z.infer<typeof messageSchema>

/** GET /v1/concerns/:id with the mailbox secret in `Kerb-Mailbox`; signed by any installation of the school. */
export const mailboxSchema = z.object({
  state: concernStateSchema,
  messages: z.array(messageSchema).check(z.maxLength(200)),
  /** When two people opened who sent it. */
  identityOpened: z.array(z.object({ at: z.number() })).check(z.maxLength(50)),
})
export type Mailbox = z.infer<typeof mailboxSchema>
export const MAILBOX_HEADER = 'kerb-mailbox'

/** POST /v1/concerns/:id/messages: a follow-up of the pupil, with the mailbox secret. */
export const followUpRequestSchema = z.object({ id: concernIdSchema, content: sealedMessageSchema })
export type FollowUpRequest = z.infer<typeof followUpRequestSchema>

/**
 * GET /v1/safeguarding: the ledger, for every installation. POST: a device gives it back to a server that went back to an
 * older copy of it.
 */
export const ledgerResponseSchema = z.object({ ledger: ledgerSchema })

/** POST /v1/safeguarding/joining: a new key asks to be vouched for; signed by it. `code` is a one-time code of the console. */
export const joiningRequestSchema = z.object({
  code: z.string().check(z.minLength(8), z.maxLength(40)),
  keys: publicKeysSchema,
  name: z.string().check(z.minLength(1), z.maxLength(120)),
  /** The very first key brings its own statement. */
  first: z.optional(statementSchema),
})
export const joiningSchema = z.object({
  keys: publicKeysSchema,
  name: z.string(),
  /** The staff account whose code it used, as the server knows it: shown to who vouches, proves nothing. */
  account: z.string(),
  /** What its code was made for. */
  role: keyRoleSchema,
  at: z.number(),
  /** It is of the same account as the member who looks: another one vouches for it. */
  own: z.boolean(),
})
export type Joining = z.infer<typeof joiningSchema>

/** POST /v1/safeguarding/ledger: one more statement, signed by a member. Refused (409) when it does not fit the end. */
export const appendRequestSchema = z.object({ statement: statementSchema })

/** GET /v1/safeguarding/joining: who waits to be vouched for, and which keys in force are of an account that is closed. */
export const joiningListSchema = z.object({
  joining: z.array(joiningSchema).check(z.maxLength(50)),
  closed: z.array(keyNameSchema).check(z.maxLength(500)),
})
export type JoiningList = z.infer<typeof joiningListSchema>

/** What waits in a concern for the member who asks: words of the pupil, an ask for this member's half, a half handed over. */
export const CONCERN_NEWS = ['message', 'asked', 'handed'] as const

/** A line of a member's inbox. What is inside comes only with `opened`, which is recorded. */
export const inboxEntrySchema = z.object({
  id: concernIdSchema,
  received: z.number(),
  today: z.boolean(),
  state: concernStateSchema,
  /** This member has not opened it, whoever else has. */
  unopened: z.boolean(),
  /** Since this member last opened it. */
  news: z.array(z.enum(CONCERN_NEWS)).check(z.maxLength(CONCERN_NEWS.length)),
  hand: z.optional(handSchema),
  /** A colleague handed it to this member, who has not opened it since. */
  given: z.optional(z.boolean()),
})
export type InboxEntry = z.infer<typeof inboxEntrySchema>

/** Where a concern stood among the others when the page with it was made: its rank and when it came. */
export const inboxPlaceSchema = z.string().check(z.regex(/^\d\.\d{1,15}$/, 'a place in the inbox'))

/** GET /v1/safeguarding/concerns?before=<id>&place=<place>&hand=<mine or nobody>: what waits first, then newest first. */
export const inboxSchema = z.object({
  concerns: z.array(inboxEntrySchema).check(z.maxLength(200)),
  /** The id to go on before, and its place, as the concern itself may have moved or be gone by then. */
  next: z.optional(concernIdSchema),
  place: z.optional(inboxPlaceSchema),
})
export type Inbox = z.infer<typeof inboxSchema>
/** The end of a page. */
export type InboxEnd = Pick<Inbox, 'next' | 'place'>

const noted = { by: keyNameSchema, at: z.number() }

/** One concern with all that is sealed in it: the answer to POST /v1/safeguarding/concerns/:id/opened, which takes no body. */
export const waitingConcernSchema = z.object({
  id: concernIdSchema,
  received: z.number(),
  today: z.boolean(),
  state: concernStateSchema,
  content: sealedConcernSchema,
  /** Whether who sent it is hidden behind two keys. */
  unnamed: z.boolean(),
  identity: z.optional(identitySchema),
  /** Halves of the identity that were handed to this member, sealed to its key, and those that it has handed over. */
  handed: z.array(z.object({ ...noted, half: wrapSchema })).check(z.maxLength(40)),
  messages: z.array(messageSchema).check(z.maxLength(200)),
  /** Which keys opened it, each at its first time. */
  opened: z.array(z.object(noted)).check(z.maxLength(40)),
  /** Which keys closed it, each at its last time. */
  closed: z.array(z.object(noted)).check(z.maxLength(40)),
  /** Who asked for another member's half of the identity. */
  asked: z.array(z.object(noted)).check(z.maxLength(40)),
  identityOpened: z.array(z.object({ ...noted, with: keyNameSchema })).check(z.maxLength(50)),
  hand: z.optional(handSchema),
  /** Keys that it is sealed to and that may not read it yet. */
  later: z.optional(z.array(keyNameSchema).check(z.maxLength(40))),
  /** Who took it into a file for the case log: the newest. */
  exported: z.optional(z.array(z.object(noted)).check(z.maxLength(200))),
  /** What the team wrote at it, in the order in which it came. */
  notes: z.optional(z.array(concernNoteSchema).check(z.maxLength(MOST_NOTES))),
})
export type WaitingConcern = z.infer<typeof waitingConcernSchema>

// What a member does to a concern, under /v1/safeguarding/concerns/:id. `reply` takes a `followUpRequestSchema`, `ask`
// nothing: it tells the other members that this one asks for a half. Each answers with `concernAcceptedSchema`.

/** POST …/state: closed, or taken up again. */
export const stateRequestSchema = z.object({ state: z.enum(['closed', 'seen']) })
/** POST …/halves: this member's half of the identity, sealed to `half.key`. */
export const halfRequestSchema = z.object({ half: wrapSchema })
/** POST …/identity-opened: with whose half. The pupil is told. */
export const identityOpenedRequestSchema = z.object({ with: keyNameSchema })
