/**
 * Everything that crosses the wire between a device and the school server, under /v1. JSON bodies; binary values
 * are base64url without padding. Device requests are signed (see signature.ts).
 */
import { agreementNameSchema } from '../policy/agreement.ts'
import { keptDaysSchema } from '../policy/keeping.ts'
import { placeSchema, versionSchema } from '../policy/document.ts'
import { heldLessonsSchema, lessonSchema } from '../policy/lesson.ts'
import { z } from '../zod.ts'
import { checkAskSchema } from './self-check-plans.ts'

export const base64urlSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]*$/, 'base64url without padding'))

/** base64url SHA-256 of the installation's public key in SPKI form: its name everywhere. 43 characters. */
export const installationIdSchema = base64urlSchema.check(z.length(43))

/** GET /v1/nonce: what a device signs its next request with, and the server's time. */
export const nonceResponseSchema = z.object({ nonce: z.string(), time: z.number() })

/** An enrolment: `waiting` until confirmed; `held` when it clashes with another; `refused` and `revoked` end it. */
export const ENROLMENT_STATES = ['waiting', 'confirmed', 'held', 'refused'] as const
export const enrolmentStateSchema = z.enum(ENROLMENT_STATES)
export type EnrolmentState = z.infer<typeof enrolmentStateSchema>

const text = (max: number) => z.string().check(z.maxLength(max))

/** What an installation says about itself. Claims, not facts. */
export const claimSchema = z.object({
  /** Directory (cloud) device id or asset id where ChromeOS or managed values give them. */
  directoryId: z.optional(text(200)),
  assetId: z.optional(text(200)),
  person: z.optional(z.object({ name: text(320), from: z.enum(['profile', 'management']) })),
  group: z.optional(text(100)),
  platform: text(100),
  browser: text(100),
  extension: text(40),
  /** The profile is thrown away at sign-out. */
  ephemeral: z.boolean(),
})
export type Claim = z.infer<typeof claimSchema>

/** POST /v1/enrol, signed with the key it enrols. Repeating it is harmless. */
export const enrolRequestSchema = z.object({
  token: text(200),
  /** P-256 public key, SPKI. */
  publicKey: base64urlSchema.check(z.maxLength(200)),
  claim: claimSchema,
})
export const enrolResponseSchema = z.object({
  installation: installationIdSchema,
  state: enrolmentStateSchema,
  time: z.number(),
  place: placeSchema,
})

/** Problems of this kind say that the browser does not hold the policy's rules, or not all of them. */
export const RULES_PROBLEM = 'rules:'

/** POST /v1/heartbeat, signed. */
export const heartbeatRequestSchema = z.object({
  /** The highest row number written on the device, 0 for none. */
  written: z.int().check(z.minimum(0)),
  policy: z.optional(versionSchema),
  /** Version hash of the rules in force in the browser. */
  enforcing: z.optional(text(100)),
  lists: z.optional(versionSchema),
  claim: claimSchema,
  /** What it holds of the lessons it was told of, for a device that cannot keep the live channel open. */
  holding: z.optional(heldLessonsSchema),
  /** What is wrong on the device, in codes and words: bad managed keys, clock doubt, refused rules… */
  problems: z.array(z.object({ code: text(80), detail: text(500) })).check(z.maxLength(50)),
})
export const heartbeatResponseSchema = z.object({
  state: enrolmentStateSchema,
  time: z.number(),
  place: placeSchema,
  /** The server's epoch: a restore starts a new one. */
  epoch: z.int(),
  policy: z.optional(versionSchema),
  /** The tag of the policy as this installation may read it now: another one under the same version is news too. */
  policyTag: z.optional(text(100)),
  /** The agreement's texts in force, for an installation that nobody confirmed: it has no tag to hear of them by. */
  agreementTexts: z.optional(z.array(agreementNameSchema).check(z.maxLength(2))),
  lists: z.optional(versionSchema),
  /** Of the lists of illegal content; to confirmed installations alone. */
  locked: z.optional(versionSchema),
  /** The lessons that concern who uses the device, in place of those that it had; left out, nothing is new. */
  lessons: z.optional(z.array(lessonSchema).check(z.maxLength(20))),
  /** When the server looked for them, by its clock: what the live channel said since is newer. */
  lessonsAt: z.optional(z.number()),
  /** The name of the safeguarding key ledger's last statement; left out while there is none. */
  safeguarding: z.optional(base64urlSchema.check(z.length(43))),
  /** Whether mail goes out to the safeguarding team. */
  mail: z.optional(z.boolean()),
  /** For how many days what is recorded is kept, as pupils are told. */
  keptDays: z.optional(keptDaysSchema),
  /** The school's schedule asks this device for a self-check, until it files one or says that it cannot now. */
  selfCheck: z.optional(checkAskSchema),
  /** Highest contiguous row number stored. The device sends on from here, also when it went back. */
  acknowledged: z.int().check(z.minimum(0)),
})

/** Keys that seal rows: an AES-GCM key of one browser session, wrapped with HPKE to the school server. */
export const sessionKeySchema = z.object({
  id: text(40),
  /** HPKE encapsulated key and ciphertext. */
  enc: base64urlSchema.check(z.maxLength(200)),
  wrapped: base64urlSchema.check(z.maxLength(200)),
  /** The name (`sealKeyName`) of the key it is wrapped to, when that is the one the device is told to use now. */
  to: z.optional(base64urlSchema.check(z.maxLength(40))),
})
export type SessionKey = z.infer<typeof sessionKeySchema>

/** A sealed row's longest content. The device writes none that is longer (lib/activity/fit-row). */
export const MAX_SEALED_CHARS = 16_384

/** One sealed row. AES-GCM, additional data `kerb row v1:<installation>:<seq>`. */
export const sealedRowSchema = z.object({
  seq: z.int().check(z.minimum(1)),
  key: text(40),
  nonce: base64urlSchema.check(z.length(16)),
  sealed: base64urlSchema.check(z.maxLength(MAX_SEALED_CHARS)),
})
export type SealedRow = z.infer<typeof sealedRowSchema>

export const MAX_BATCH_ROWS = 500

/** POST /v1/activity, signed, body gzip-compressed (Content-Encoding: gzip; the digest covers what is sent). */
export const activityRequestSchema = z.object({
  written: z.int().check(z.minimum(0)),
  keys: z.array(sessionKeySchema).check(z.maxLength(50)),
  rows: z.array(sealedRowSchema).check(z.maxLength(MAX_BATCH_ROWS)),
})
export const activityResponseSchema = z.object({
  acknowledged: z.int().check(z.minimum(0)),
  epoch: z.int(),
  time: z.number(),
  /** Numbers stored from this batch that could not be opened or read; kept, listed, not sent again. */
  unreadable: z.array(z.int()),
})

/** A signed document. The signature covers `kerb <kind> v1\n` and the payload's bytes. Ed25519. */
export const envelopeSchema = z.object({
  kind: z.enum(['policy', 'lists', 'locked']),
  /** UTF-8 JSON, base64url. */
  payload: base64urlSchema,
  /** base64url SHA-256 of the signing key's SPKI. */
  keyId: installationIdSchema,
  signature: base64urlSchema,
  /** Each key signs its successor: how a device that knows an older key comes to trust the newer. */
  successors: z.array(
    z.object({
      key: base64urlSchema.check(z.maxLength(200)),
      signedBy: installationIdSchema,
      signature: base64urlSchema,
    }),
  ),
})
export type Envelope = z.infer<typeof envelopeSchema>

/** What went wrong, for a person and for a program: every 4xx and 5xx has this shape. */
export const errorSchema = z.object({
  error: text(80),
  /** One sentence: what is wrong and how to put it right. */
  message: z.string(),
  /** The field, as a path, when one is to blame. */
  field: z.optional(z.string()),
})
