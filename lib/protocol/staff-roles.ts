/** What a member of staff may do here. */
import { z } from '../zod.ts'

/**
 * `office`: the school office, which records parents' permissions. `head`: reads who looked at whose record, and no
 * record.
 */
export const ROLES = ['teacher', 'dsl', 'network', 'governor', 'office', 'head'] as const
export const roleSchema = z.enum(ROLES)
export type Role = z.infer<typeof roleSchema>

/** Roles as they are stored and sent: each once, in the order of ROLES. */
export const inOrder = (roles: Iterable<Role>): Role[] => {
  const given = new Set(roles)
  return ROLES.filter((role) => given.has(role))
}
