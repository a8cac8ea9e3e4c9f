/**
 * Retention: what is older than it may be kept goes, for good. A deleted row is no gap: its number was acknowledged
 * and stays so. A number that may not be forgotten yet, because one below it is missing, stays as a bare number.
 */
import { sql } from 'kysely'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import type { People } from '../db/people.ts'
import { cutsOf, markDone } from '../keeping/keeping.ts'
import { noteDeleted } from './compact.ts'
import { forgetAlerts } from './forget-alerts.ts'
import { emptyLog } from './empty-log.ts'
import { expireRows } from './expire-rows.ts'
import { forgetEvidence } from './forget-evidence.ts'
import { forgetAgreement } from './forget-agreement.ts'
import { forgetConcerns } from './forget-concerns.ts'
import { forgetClasses } from './forget-classes.ts'
import { forgetExceptions } from './forget-exceptions.ts'
import { forgetFound } from './forget-found.ts'
import { forgetInstallations } from './forget-installations.ts'
import { forgetLessons } from './forget-lessons.ts'
import { forgetLockedHits } from './forget-locked-hits.ts'
import { forgetLooks } from './forget-looks.ts'
import { forgetPeople } from './forget-people.ts'
import { forgetRequests } from './forget-requests.ts'
import { forgetSelfChecks } from './forget-self-checks.ts'
import { KEPT_BESIDE } from './limits.ts'
import { dropRows, type Pair, these } from './remove-rows.ts'
import { dropRivalNumbers, expireRivals } from './rivals.ts'
import { Steps } from './steps.ts'

export interface Expired {
  /** Rows deleted or emptied. */
  readonly rows: number
  /** Sealed contents that nobody could open. */
  readonly unreadable: number
  readonly installations: number
  /** Places in classes that ended. */
  readonly places: number
  /** Pages that pupils had asked for. */
  readonly requests: number
  /** That somebody agreed, and parents' permissions. */
  readonly agreements: number
  readonly people: number
  readonly concerns: number
  /** That somebody looked at a pupil's record. */
  readonly looks: number
  /** The longest that one write took. Milliseconds. */
  readonly longestStep: number
}

/** Deletes what has expired at `now`. Safe to call off at any point, and to begin again. */
export async function expire(
  db: Database,
  people: People,
  now: number,
  signal?: AbortSignal,
): Promise<Expired> {
  const steps = new Steps(db, signal)
  const done = {
    rows: 0,
    unreadable: 0,
    installations: 0,
    places: 0,
    requests: 0,
    agreements: 0,
    people: 0,
    concerns: 0,
    looks: 0,
  }
  try {
    const cuts = await cutsOf(db, now)
    done.unreadable = await expireContents(
      steps,
      Math.max(now - KEPT_BESIDE.unreadableContent, cuts.of.visits),
    )
    done.rows = (await expireRows(steps, cuts, now)) + (await expireRivals(steps, cuts, now))
    await dropNumbers(steps)
    await dropRivalNumbers(steps)
    done.installations = await forgetInstallations(steps, now)
    done.places = await forgetClasses(steps, now)
    done.requests = await forgetRequests(steps, cuts.of.requests, now)
    done.agreements = await forgetAgreement(steps, now)
    done.looks = await forgetLooks(steps, now)
    await forgetAlerts(steps)
    await forgetExceptions(steps, cuts.of.requests)
    done.people = await forgetPeople(steps, people)
    await forgetLessons(steps, cuts.of.requests, now)
    await forgetFound(steps, cuts.of.stops, now)
    await forgetLockedHits(steps)
    done.concerns = await forgetConcerns(steps, now)
    await forgetEvidence(steps, now)
    await forgetSelfChecks(steps, now)
    if (!steps.stopped) await markDone(db, now)
  } finally {
    const {
      rows,
      unreadable,
      installations,
      places,
      requests,
      agreements,
      people: names,
      concerns,
      looks,
    } = done
    if (rows + unreadable + installations + places + requests + agreements + names + concerns + looks > 0) {
      const counts = `${rows} rows, ${unreadable} unreadable contents, ${installations} installations, ${places} places in classes, ${requests} requests, ${names} people${some(agreements, 'agreements')}${some(concerns, 'concerns')}${some(looks, 'looks')}`
      await note(db, 'server', 'retention', counts)
      await noteDeleted(db, now)
    }
  }
  if (!steps.stopped) await emptyLog(db)
  return { ...done, longestStep: steps.longest }
}

const some = (count: number, what: string): string => (count > 0 ? `, ${count} ${what}` : '')

/** Deletes bare numbers whose turn has come: everything below them has arrived or is known to be lost. */
async function dropNumbers(steps: Steps): Promise<void> {
  let last: Pair = { installation: 0, seq: 0 }
  await steps.repeat(async (trx, size) => {
    const found = await sql<Pair & { acknowledged: number }>`
      SELECT rows.installation, seq, seq <= acknowledged AS acknowledged FROM rows
      JOIN installations ON installations.id = rows.installation
      WHERE kind = 'expired' AND at = 0 AND (rows.installation, seq) > (${last.installation}, ${last.seq})
      ORDER BY rows.installation, seq LIMIT ${size}`.execute(trx)
    await dropRows(
      trx,
      found.rows.filter((row) => row.acknowledged),
    )
    last = found.rows.at(-1) ?? last
    return found.rows.length === size
  })
}

/** Deletes sealed contents that nobody could open; that the number could not be read is kept like other rows. */
async function expireContents(steps: Steps, before: number): Promise<number> {
  let contents = 0
  let last: Pair = { installation: 0, seq: 0 }
  await steps.repeat(async (trx, size) => {
    const found = await sql<Pair & { at: number }>`
      SELECT unreadable.installation, unreadable.seq, at FROM unreadable
      JOIN rows ON rows.installation = unreadable.installation AND rows.seq = unreadable.seq
      WHERE (unreadable.installation, unreadable.seq) > (${last.installation}, ${last.seq})
      ORDER BY unreadable.installation, unreadable.seq LIMIT ${size}`.execute(trx)
    const old = found.rows.filter((row) => row.at < before)
    await sql`DELETE FROM unreadable WHERE (installation, seq) IN ${these(old)}`.execute(trx)
    contents += old.length
    last = found.rows.at(-1) ?? last
    return found.rows.length === size
  })
  return contents
}
