/** For tests: the staff side of the test server. */
import type { Role } from '../lib/protocol/staff-roles.ts'
import type { Context } from './context.ts'
import { createLink } from './staff/links.ts'
import { setRoles } from './staff/roles.ts'
import { startSession } from './staff/sessions.ts'
import type { TestServer } from './testing.ts'

/** What the console's own page sends along: the server refuses what another origin asks for. */
export const SAME_ORIGIN = { host: 'localhost:80', origin: 'http://localhost:80' }

/** A staff session, by a fresh one-time link: the network role, and nobody in particular. */
export async function signInStaff(server: TestServer) {
  const link = await createLink(server.context.db, Date.now())
  const url = '/admin/session'
  const sent = await server.app.inject({ method: 'POST', url, headers: SAME_ORIGIN, payload: { link } })
  const raw = String(sent.headers['set-cookie'])
  return { link, raw, cookie: raw.split(';')[0] ?? '' }
}

/** A member of staff with these roles and no others, and the cookie of a session of theirs. */
export async function memberCookie(
  { context: { db, people } }: { readonly context: Pick<Context, 'db' | 'people'> },
  address: string,
  roles: readonly Role[],
) {
  const person = await people.numberOf(db, address)
  await setRoles(db, person, 'administrator', roles, Date.now())
  const { secret, id } = await startSession(db, { person, how: 'provider' }, Date.now())
  return { person, session: id, cookie: `kerb=${secret}` }
}
