/**
 * Retention: what is older than it may be kept goes, for good. A deleted row is no gap: its number was acknowledged
 * and stays so. A number that may not be forgotten yet, because one below it is missing, stays as a bare number.
 */
import { sql } from 'kysely'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import type { People } from '../db/people.ts'
import { BUSY_TIMEOUT } from '../db/sqlite.ts'
import { noteDeleted } from './compact.ts'
import { forgetAgreement } from './forget-agreement.ts'
import { forgetConcerns } from './forget-concerns.ts'
import { forgetClasses } from './forget-classes.ts'
import { forgetFound } from './forget-found.ts'
import { forgetInstallations } from './forget-installations.ts'
import { forgetLessons } from './forget-lessons.ts'
import { forgetLockedHits } from './forget-locked-hits.ts'
import { forgetLooks } from './forget-looks.ts'
import { forgetPeople } from './forget-people.ts'
import { forgetRequests } from './forget-requests.ts'
import { KEPT, KEPT_BESIDE } from './limits.ts'
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

interface Pair {
  readonly installation: number
  readonly seq: number
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
    done.unreadable = await expireContents(steps, now - KEPT_BESIDE.unreadableContent)
    done.rows = (await expireRows(steps, now)) + (await expireRivals(steps, now))
    await dropNumbers(steps)
    done.installations = await forgetInstallations(steps, now)
    done.places = await forgetClasses(steps, now)
    done.requests = await forgetRequests(steps, now)
    done.agreements = await forgetAgreement(steps, now)
    done.looks = await forgetLooks(steps, now)
    done.people = await forgetPeople(steps, people)
    await forgetLessons(steps, now)
    await forgetFound(steps, now)
    await forgetLockedHits(steps, now)
    done.concerns = await forgetConcerns(steps, now)
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

/**
 * Deletes every row that is older than its kind is kept. Finds the oldest, and goes on along the rows of its
 * installation, which lie together, for as long as there is something to delete.
 */
async function expireRows(steps: Steps, now: number): Promise<number> {
  let rows = 0
  for (const [kind, kept] of Object.entries(KEPT)) {
    let next: Pair | undefined
    await steps.repeat(async (trx, size) => {
      next ??= await oldest(trx, kind, now - kept)
      if (!next) return false
      const { installation, seq } = next
      const along = await sql<Pair & { kind: string; at: number; acknowledged: number }>`
        SELECT rows.installation, seq, kind, at, seq <= acknowledged AS acknowledged FROM rows
        JOIN installations ON installations.id = rows.installation
        WHERE rows.installation = ${installation} AND seq >= ${seq} ORDER BY seq LIMIT ${size}`.execute(trx)
      const old = along.rows.filter((row) => row.at < now - keptFor(row.kind))
      await remove(
        trx,
        old.filter((row) => row.acknowledged),
      )
      await empty(
        trx,
        old.filter((row) => !row.acknowledged),
      )
      rows += old.length
      const last = along.rows.at(-1)
      const more = old.length > 0 && along.rows.length === size && last
      next = more ? { installation, seq: last.seq + 1 } : undefined
      return true
    })
  }
  return rows
}

/** A kind that this version does not know (or a bare number) is left alone. */
const keptFor = (kind: string): number => (KEPT as Readonly<Record<string, number>>)[kind] ?? Infinity

async function oldest(trx: Database, kind: string, before: number): Promise<Pair | undefined> {
  const { rows } = await sql<Pair>`
    SELECT installation, seq FROM rows WHERE kind = ${kind} AND at < ${before} ORDER BY at LIMIT 1`.execute(
    trx,
  )
  return rows[0]
}

/** Deletes bare numbers whose turn has come: everything below them has arrived or is known to be lost. */
async function dropNumbers(steps: Steps): Promise<void> {
  let last: Pair = { installation: 0, seq: 0 }
  await steps.repeat(async (trx, size) => {
    const found = await sql<Pair & { acknowledged: number }>`
      SELECT rows.installation, seq, seq <= acknowledged AS acknowledged FROM rows
      JOIN installations ON installations.id = rows.installation
      WHERE kind = 'expired' AND at = 0 AND (rows.installation, seq) > (${last.installation}, ${last.seq})
      ORDER BY rows.installation, seq LIMIT ${size}`.execute(trx)
    await remove(
      trx,
      found.rows.filter((row) => row.acknowledged),
    )
    last = found.rows.at(-1) ?? last
    return found.rows.length === size
  })
}

/** Deletes rival rows (see ingest/forks.ts): they are kept as long as rows of their kind. */
async function expireRivals(steps: Steps, now: number): Promise<number> {
  let rows = 0
  let last = { installation: 0, seq: 0, mark: 0 }
  await steps.repeat(async (trx, size) => {
    const page = await sql<typeof last & { kind: string; at: number }>`
      SELECT installation, seq, mark, kind, at FROM forks
      WHERE (installation, seq, mark) > (${last.installation}, ${last.seq}, ${last.mark})
      ORDER BY installation, seq, mark LIMIT ${size}`.execute(trx)
    const old = page.rows.filter((row) => row.at < now - keptFor(row.kind))
    const keys = JSON.stringify(old.map((row) => [row.installation, row.seq, row.mark]))
    await sql`DELETE FROM forks WHERE (installation, seq, mark) IN
      (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(${keys}))`.execute(trx)
    rows += old.length
    last = page.rows.at(-1) ?? last
    return page.rows.length === size
  })
  return rows
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

async function remove(trx: Database, rows: readonly Pair[]): Promise<void> {
  if (rows.length === 0) return
  await sql`DELETE FROM unreadable WHERE (installation, seq) IN ${these(rows)}`.execute(trx)
  // What a deleted row said is lost matters no more once the count is past it.
  await sql`DELETE FROM lost WHERE (installation, said_by) IN ${these(rows)} AND to_seq <=
    (SELECT acknowledged FROM installations WHERE id = lost.installation)`.execute(trx)
  await sql`DELETE FROM rows WHERE (installation, seq) IN ${these(rows)}`.execute(trx)
}

/** Leaves the bare number of rows that the count has not reached. */
async function empty(trx: Database, rows: readonly Pair[]): Promise<void> {
  if (rows.length === 0) return
  await sql`DELETE FROM unreadable WHERE (installation, seq) IN ${these(rows)}`.execute(trx)
  await sql`UPDATE rows SET kind = 'expired', at = 0, received = 0, person = NULL, person_from = NULL, host = NULL,
    categories = NULL, action = NULL, reason = NULL, target = NULL, first = NULL, second = NULL, secret = NULL, mark = NULL
    WHERE (installation, seq) IN ${these(rows)}`.execute(trx)
}

/** The rows as one parameter, so that a statement has one text however many they are. */
const these = (rows: readonly Pair[]) =>
  sql`(SELECT value ->> 0, value ->> 1 FROM json_each(${JSON.stringify(rows.map((r) => [r.installation, r.seq]))}))`

/**
 * Copies everything into the database file and empties the log beside it, which still holds pages as they were.
 * Deleted content is overwritten there with zeros (`secure_delete`, see db/sqlite.ts); for what that misses, see
 * compact.ts. When another process reads at this moment the log is emptied by the next run.
 */
async function emptyLog(db: Database): Promise<void> {
  await sql`PRAGMA busy_timeout = 0`.execute(db)
  try {
    await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db)
  } finally {
    await sql.raw(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`).execute(db)
  }
}
