/** Passkeys, as the console and the school server pass them on: what the browser gives and takes, in its JSON form. */
import { z } from '../zod.ts'
import { base64urlSchema } from './wire.ts'

const binary = (most: number) => base64urlSchema.check(z.maxLength(most))
const credentialId = binary(1400)
/** What a browser gives of a passkey, with what its authenticator answered. */
const credentialWith = <A extends z.core.$ZodLooseShape>(answered: A) =>
  z.object({
    id: credentialId,
    rawId: credentialId,
    type: z.literal('public-key'),
    response: z.object({ clientDataJSON: binary(8000), ...answered }),
  })
/** What the browser's own functions take; it is made and read by libraries on both sides. */
const optionsSchema = z.record(z.string(), z.unknown())
const label = z.string().check(z.trim(), z.maxLength(60))

/** POST /signin/invitation: the secret from the fragment of the invitation's address. */
export const invitedSchema = z.object({ link: z.string().check(z.maxLength(100)) })
export const invitedAnswerSchema = z.object({ name: z.string(), options: optionsSchema })

/** POST /signin/passkey/options and /admin/passkeys/options */
export const passkeyOptionsSchema = z.object({ options: optionsSchema })

/** POST /signin/invitation/passkey and /admin/passkeys: what `navigator.credentials.create` gave. */
export const newPasskeySchema = z.object({
  label: z._default(label, ''),
  credential: credentialWith({
    attestationObject: binary(16_000),
    transports: z.optional(z.array(z.string().check(z.maxLength(20))).check(z.maxLength(10))),
  }),
})

/** POST /signin/passkey: what `navigator.credentials.get` gave. */
export const passkeySignInSchema = z.object({
  credential: credentialWith({
    authenticatorData: binary(8000),
    signature: binary(2000),
    userHandle: z.optional(binary(200)),
  }),
})

/** GET /admin/passkeys: one's own. */
export const passkeysSchema = z.object({
  passkeys: z.array(
    z.object({
      id: z.int(),
      label: z.string(),
      created: z.number(),
      lastUsed: z.nullable(z.number()),
    }),
  ),
})
export type PasskeyInfo = z.infer<typeof passkeysSchema>['passkeys'][number]
