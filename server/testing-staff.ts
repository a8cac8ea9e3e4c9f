/** For tests: the staff side of the test server. */
import { createLink } from './staff/links.ts'
import type { TestServer } from './testing.ts'

/** What the console's own page sends along: the server refuses what another origin asks for. */
export const SAME_ORIGIN = { host: 'localhost:80', origin: 'http://localhost:80' }

/** A staff session, by a fresh one-time link. */
export async function signInStaff(server: TestServer) {
  const link = await createLink(server.context.db, Date.now())
  const url = '/admin/session'
  const sent = await server.app.inject({ method: 'POST', url, headers: SAME_ORIGIN, payload: { link } })
  const raw = String(sent.headers['set-cookie'])
  return { link, raw, cookie: raw.split(';')[0] ?? '' }
}
