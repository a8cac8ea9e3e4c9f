/** The page of the agreement. */
import {
  AGREEMENT_MODES,
  agreementNameSchema,
  audienceSchema,
  schoolYearSchema,
} from '../policy/agreement.ts'
import { agreementTextSchema } from '../protocol/agreement.ts'
import { schoolSchema } from './device.ts'
import { missingSchema } from './missing.ts'
import { z } from '../zod.ts'

const text = (max: number) => z.string().check(z.maxLength(max))

export const agreementViewSchema = z.object({
  school: schoolSchema,
  /** Absent: nobody is known. */
  person: z.optional(text(320)),
  /** Absent: the school asks for none. */
  asked: z.optional(
    z.object({
      name: agreementNameSchema,
      title: text(120),
      audience: audienceSchema,
      year: schoolYearSchema,
      missing: missingSchema,
      until: z.enum(AGREEMENT_MODES),
      /** Set work stays open. */
      work: z.boolean(),
      /** A parent's permission is asked for too. */
      parent: z.boolean(),
      /** Agreed to on this device: the school has it, this device alone, or not even its disk. */
      given: z.optional(z.enum(['sent', 'kept', 'unkept'])),
      /** The school refused this very yes: it is asked for anew. */
      again: z.optional(z.boolean()),
      /** Absent: neither this device nor the server had it just now. */
      text: z.optional(agreementTextSchema),
    }),
  ),
})
export type AgreementView = z.infer<typeof agreementViewSchema>
export type Asked = NonNullable<AgreementView['asked']>

/** The entry of session storage that changes whenever the agreement stands otherwise: its page asks again. */
export const AGREEMENT_NEWS = 'agreement-news'

export const AGREEMENT_PROTOCOL = {
  /** How the agreement stands, and its text. */
  agreement: { pages: ['agreement'], content: false, request: z.object({}), response: agreementViewSchema },
  /** Whoever uses the device agrees to this very text, for this school year. */
  agree: {
    pages: ['agreement'],
    content: false,
    request: z.object({
      name: agreementNameSchema,
      year: schoolYearSchema,
      /** Whom the page showed; absent where nobody is known. */
      person: agreementViewSchema.shape.person,
    }),
    response: agreementViewSchema,
  },
} as const
