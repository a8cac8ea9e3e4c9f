/** Installations that ended: who was using them is forgotten first, then that they were there. */
import { sql } from 'kysely'
import type { EnrolmentState } from '../../lib/protocol/wire.ts'
import { ENDED_INSTALLATION, LAST_PERSON, SILENT_INSTALLATION } from './limits.ts'
import type { Steps } from './steps.ts'

interface Candidate {
  readonly id: number
  readonly state: EnrolmentState
  readonly ephemeral: number
  readonly unfinished: number
  readonly last_seen: number
  readonly person: number | null
  readonly words: number
  readonly rows: number
}

/** Forgets installations that are silent and have no rows left. Returns how many. */
export async function forgetInstallations(steps: Steps, now: number): Promise<number> {
  let forgotten = 0
  let last = 0
  await steps.repeat(async (trx, size) => {
    // A page of all of them, not only of those that match: looking for a rare match is a long read.
    const page = await sql<Candidate>`
      SELECT id, state, ephemeral, written > acknowledged AS unfinished, last_seen, person,
        problem_words IS NOT NULL AS words,
        EXISTS (SELECT 1 FROM rows WHERE rows.installation = installations.id) AS rows
      FROM installations WHERE id > ${last} ORDER BY id LIMIT ${size}`.execute(trx)
    for (const one of page.rows) {
      const silent = now - one.last_seen
      if (silent > keptFor(one) && !one.rows) {
        await trx.deleteFrom('lost').where('installation', '=', one.id).execute()
        await trx.deleteFrom('installations').where('id', '=', one.id).execute()
        forgotten += 1
      } else if (silent > LAST_PERSON && (one.person !== null || one.words)) {
        const nobody = { person: null, person_from: null, problem_words: null }
        await trx.updateTable('installations').set(nobody).where('id', '=', one.id).execute()
      }
    }
    last = page.rows.at(-1)?.id ?? last
    return page.rows.length === size
  })
  return forgotten
}

/** A throw-away profile cannot come back; that rows of one are missing is worth knowing for longer. */
function keptFor({ state, ephemeral, unfinished }: Candidate): number {
  if (state === 'waiting') return ENDED_INSTALLATION
  const ended = state === 'confirmed' && ephemeral === 1 && !unfinished
  return ended ? ENDED_INSTALLATION : SILENT_INSTALLATION
}
