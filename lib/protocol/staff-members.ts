/** What the console and the school server say to each other about staff and how they sign in: /admin/staff, /signin. */
import { z } from '../zod.ts'
import { emailSchema } from './email.ts'
import { roleSchema } from './staff-roles.ts'

const count = z.int().check(z.minimum(0))
const roles = z.array(roleSchema).check(z.maxLength(10))
const name = z.string().check(z.trim(), z.maxLength(100))

export const staffMemberSchema = z.object({
  /** A random number that stands for them. */
  person: z.int(),
  address: z.string(),
  /** Empty when only the address is known. */
  name: z.string(),
  /** All roles, whoever gave them. */
  roles: z.array(roleSchema),
  given: z.object({
    administrator: z.array(roleSchema),
    groups: z.array(roleSchema),
    roster: z.array(roleSchema),
  }),
  created: z.number(),
  disabled: z.nullable(z.number()),
  /** An account of the school's provider is bound to them. */
  bound: z.boolean(),
  passkeys: count,
  /** Epoch milliseconds; null when not in the last month. */
  lastSignIn: z.nullable(z.number()),
})
export type StaffMember = z.infer<typeof staffMemberSchema>
export const staffListSchema = z.object({ staff: z.array(staffMemberSchema) })

/** POST /admin/staff: adds somebody, or gives somebody who is there these roles. */
export const newStaffSchema = z.object({
  address: emailSchema,
  name: z._default(name, ''),
  roles: roles.check(z.minLength(1, 'give at least one role')),
})
/** POST /admin/staff/:person/roles: what the administrator gives; other sources keep theirs. */
export const staffRolesSchema = z.object({ roles })
/** POST /admin/staff/:person/state */
export const staffStateSchema = z.object({ disabled: z.boolean() })
/** POST /admin/staff/:person/invitation: the secret, told this once. */
export const invitationSchema = z.object({ link: z.string(), expires: z.number() })

/** GET /signin/ways: what the sign-in page offers. The one-time link always works. */
export const waysSchema = z.object({
  /** The provider's name, for its button. */
  provider: z.nullable(z.object({ name: z.string() })),
  passkeys: z.boolean(),
})
export type Ways = z.infer<typeof waysSchema>
