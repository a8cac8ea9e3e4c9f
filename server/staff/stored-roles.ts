/** Roles as the table `staff` holds them. */
import { type Role, roleSchema } from '../../lib/protocol/staff-roles.ts'
import { z } from '../../lib/zod.ts'

/** The administrator in the console, the provider's group claims, the roster. */
export const SOURCES = ['administrator', 'groups', 'roster'] as const
export type Source = (typeof SOURCES)[number]
export type Given = Partial<Record<Source, readonly Role[]>>

const listSchema = z.array(roleSchema)
const givenSchema = z.object({
  administrator: z.optional(listSchema),
  groups: z.optional(listSchema),
  roster: z.optional(listSchema),
})

/** The roles of a stored JSON list; none for somebody who is no staff. */
export const readRoles = (text: string | null): Role[] =>
  text === null ? [] : listSchema.parse(JSON.parse(text))

export const readGiven = (text: string): Given => givenSchema.parse(JSON.parse(text)) as Given
