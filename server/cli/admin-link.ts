/** `npm run admin-link`: prints a one-time link to the console. */
import { note } from '../db/audit.ts'
import { createLink, LINK_LIFE } from '../staff/links.ts'
import { run, say } from './run.ts'

await run(async ({ db, environment }) => {
  const secret = await createLink(db, Date.now())
  await note(db, 'command', 'admin-link', '')
  const host = environment.host.includes(':') ? `[${environment.host}]` : environment.host
  const own = `${environment.tls ? 'https' : 'http'}://${host}:${environment.port}`
  // In the fragment: it reaches no log, no proxy and no referrer.
  say(`${environment.publicUrl ?? own}/#link=${secret}`)
  say(
    `It works once, within ${LINK_LIFE / 60_000} minutes. Whoever opens it can confirm devices and publish policy.`,
  )
})
