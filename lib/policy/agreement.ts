/** The words of the agreement in a policy document: for whom a text is, what holds until it is agreed to, what is on record. */
import { z } from '../zod.ts'

/** For whom a text of the agreement is written. */
export const AUDIENCES = ['child', 'adult'] as const
export type Audience = (typeof AUDIENCES)[number]
export const audienceSchema = z.enum(AUDIENCES)

/** What a person may open while the agreement is still to be read; `remind` closes nothing. */
export const AGREEMENT_MODES = ['remind', 'own-sites', 'set-work'] as const
export type AgreementMode = (typeof AGREEMENT_MODES)[number]

/** A text's name: the SHA-256 of its canonical JSON, base64url. */
export const agreementNameSchema = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{43}$/, "a text's name is 43 characters"))

/** A school year is named by the calendar year it starts in. */
export const schoolYearSchema = z.int().check(z.minimum(2000), z.maximum(9999))

/** The school's texts, and what is on record about the reader. The server fills it in as it narrows a policy. */
export const agreementStateSchema = z.object({
  /** Whom `agreed` and `permitted` speak of (e-mail, lower case); empty where they speak of nobody. */
  person: z.string(),
  /** At most one for an audience. */
  texts: z
    .array(z.object({ audience: audienceSchema, name: agreementNameSchema, title: z.string() }))
    .check(z.maxLength(2)),
  /** What the reader has agreed to. */
  agreed: z.array(z.object({ text: agreementNameSchema, year: schoolYearSchema })),
  /** School years for which a parent's permission for the reader is on record. */
  permitted: z.array(schoolYearSchema),
  /** The school has not confirmed who uses this device: `agreed` and `permitted` are silent, not empty. */
  unconfirmed: z.optional(z.literal(true)),
})
export type AgreementState = z.infer<typeof agreementStateSchema>
