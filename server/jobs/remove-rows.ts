/** Rows that go: their content and salt with them. That they are gone, and why, stays in the chain of evidence. */
import { sql } from 'kysely'
import type { Database } from '../db/open.ts'
import { keepRemoved } from '../evidence/entries.ts'
import type { RemovedHead } from '../evidence/verifier/proof.ts'

export interface Pair {
  readonly installation: number
  readonly seq: number
}

/** Why rows go, and when. */
export interface Gone {
  readonly reason: RemovedHead['reason']
  readonly now: number
}

/** Deletes rows whose numbers the count is past. */
export async function remove(trx: Database, rows: readonly Pair[], gone: Gone): Promise<void> {
  if (rows.length === 0) return
  await keepRemoved(trx, rows, gone.reason, gone.now)
  await dropRows(trx, rows)
}

/** Leaves the bare number of rows that the count has not reached. */
export async function empty(trx: Database, rows: readonly Pair[], gone: Gone): Promise<void> {
  if (rows.length === 0) return
  await keepRemoved(trx, rows, gone.reason, gone.now)
  await sql`DELETE FROM unreadable WHERE (installation, seq) IN ${these(rows)}`.execute(trx)
  await sql`UPDATE rows SET kind = 'expired', at = 0, received = 0, person = NULL, person_from = NULL, host = NULL,
    categories = NULL, action = NULL, reason = NULL, target = NULL, first = NULL, second = NULL, secret = NULL,
    mark = NULL, salt = NULL
    WHERE (installation, seq) IN ${these(rows)}`.execute(trx)
}

/** Deletes rows of which nothing is left to say: that they are gone was noted when they were emptied. */
export async function dropRows(trx: Database, rows: readonly Pair[]): Promise<void> {
  if (rows.length === 0) return
  await sql`DELETE FROM unreadable WHERE (installation, seq) IN ${these(rows)}`.execute(trx)
  // What a deleted row said is lost matters no more once the count is past it.
  await sql`DELETE FROM lost WHERE (installation, said_by) IN ${these(rows)} AND to_seq <=
    (SELECT acknowledged FROM installations WHERE id = lost.installation)`.execute(trx)
  await sql`DELETE FROM rows WHERE (installation, seq) IN ${these(rows)}`.execute(trx)
}

/** The rows as one parameter, so that a statement has one text however many they are. */
export const these = (rows: readonly Pair[]) =>
  sql`(SELECT value ->> 0, value ->> 1 FROM json_each(${JSON.stringify(rows.map((r) => [r.installation, r.seq]))}))`
