/** What the console knows of safeguarding keys: how many, whose, since when, whether mail goes out. Nothing of concerns. */
import { z } from '../zod.ts'
import { keyRoleSchema } from './safeguarding-keys.ts'
import { roleSchema } from './staff-roles.ts'

const MAIL_STATES = [
  /** No mail server is set: nobody hears of a concern until they look. */
  'none',
  'works',
  /** The last attempts failed; `detail` says how. */
  'fails',
] as const

/** GET /admin/safeguarding, for roles dsl and network. */
export const safeguardingSchema = z.object({
  /** Keys in force, in the order in which they joined. */
  keys: z
    .array(
      z.object({
        name: z.string(),
        role: keyRoleSchema,
        since: z.number(),
        /** The e-mail address of the account that it belongs to; null when that account is gone. */
        account: z.nullable(z.string()),
        /** That account is closed, and the key still reads. */
        closed: z.boolean(),
      }),
    )
    .check(z.maxLength(500)),
  /** How many wait to be vouched for, in Kerb's own page. */
  joining: z.int(),
  /** Concerns that are not closed and that no key in force opens: those that they were sealed to have ended. */
  unreadable: z.int(),
  mail: z.object({ state: z.enum(MAIL_STATES), detail: z.optional(z.string()) }),
  /** Accounts that a code may be made for. */
  accounts: z
    .array(
      z.object({
        person: z.int(),
        name: z.nullable(z.string()),
        address: z.string(),
        roles: z.array(roleSchema),
      }),
    )
    .check(z.maxLength(5000)),
})
export type Safeguarding = z.infer<typeof safeguardingSchema>

/** POST /admin/safeguarding/codes. For `team` the account needs the role dsl; `head` and `chair` may be any account's. */
export const keyCodeRequestSchema = z.object({ person: z.int(), role: keyRoleSchema })
/** Shown once, works once, until then. */
export const keyCodeSchema = z.object({ code: z.string(), until: z.number() })
