/** Signing in and looking after staff, as the school server answers it. */
import { invitedAnswerSchema, passkeyOptionsSchema, passkeysSchema } from '../lib/protocol/passkeys.ts'
import { sessionSchema } from '../lib/protocol/staff.ts'
import { invitationSchema, staffListSchema, waysSchema } from '../lib/protocol/staff-members.ts'
import type { Role } from '../lib/protocol/staff-roles.ts'
import { ask } from './api.ts'

const member = (person: number, what: string) => `/admin/staff/${person}/${what}`

export const staffApi = {
  ways: () => ask(waysSchema, 'GET', '/signin/ways'),
  passkeyChallenge: () => ask(passkeyOptionsSchema, 'POST', '/signin/passkey/options'),
  passkeySignIn: (credential: unknown) => ask(sessionSchema, 'POST', '/signin/passkey', { credential }),
  invitation: (link: string) => ask(invitedAnswerSchema, 'POST', '/signin/invitation', { link }),
  acceptInvitation: (credential: unknown, label: string) =>
    ask(sessionSchema, 'POST', '/signin/invitation/passkey', { credential, label }),

  passkeys: () => ask(passkeysSchema, 'GET', '/admin/passkeys'),
  newPasskey: () => ask(passkeyOptionsSchema, 'POST', '/admin/passkeys/options'),
  addPasskey: (credential: unknown, label: string) =>
    ask(passkeysSchema, 'POST', '/admin/passkeys', { credential, label }),
  removePasskey: (id: number) => ask(passkeysSchema, 'DELETE', `/admin/passkeys/${id}`),

  staff: () => ask(staffListSchema, 'GET', '/admin/staff'),
  addStaff: (address: string, name: string, roles: readonly Role[]) =>
    ask(staffListSchema, 'POST', '/admin/staff', { address, name, roles }),
  setRoles: (person: number, roles: readonly Role[]) =>
    ask(staffListSchema, 'POST', member(person, 'roles'), { roles }),
  setDisabled: (person: number, disabled: boolean) =>
    ask(staffListSchema, 'POST', member(person, 'state'), { disabled }),
  signOut: (person: number) => ask(staffListSchema, 'DELETE', member(person, 'sessions')),
  reset: (person: number) => ask(staffListSchema, 'DELETE', member(person, 'ways')),
  invite: (person: number) => ask(invitationSchema, 'POST', member(person, 'invitation')),
}
