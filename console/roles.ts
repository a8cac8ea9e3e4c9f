/** Roles in the words of a school. */
import type { Role } from '../lib/protocol/staff-roles.ts'

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  teacher: 'teacher',
  dsl: 'safeguarding lead',
  network: 'network manager',
  governor: 'governor',
  office: 'school office',
  head: 'head',
}

export const roleNames = (roles: readonly Role[]): string =>
  roles.length === 0 ? 'no role' : roles.map((role) => ROLE_NAMES[role]).join(', ')
