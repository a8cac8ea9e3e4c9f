/** Applies a plan, in one transaction of short statements, and writes down what undoing it takes. */
import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database } from '../db/open.ts'
import type { RosterChangesTable } from '../db/tables/classes.ts'
import type { ImportCounts } from '../../lib/protocol/classes.ts'
import { nextRevision } from './current.ts'
import type { Plan } from './plan.ts'
import { giveRoles } from './teachers.ts'
import { AT_ONCE, inTurns } from './turns.ts'

type What = RosterChangesTable['what']
type Change = readonly [id: number, what: What, person: number | null, before: string | null]

/**
 * Applies a plan whose people all have their numbers. In the caller's transaction; the caller has made sure that the
 * classes are those that the plan was made for. Returns the number of the import.
 */
export async function applyPlan(
  trx: Database,
  plan: Plan,
  counts: ImportCounts,
  now: number,
): Promise<number> {
  await dropUndo(trx)
  const revision = await nextRevision(trx)
  const { id } = await trx
    .insertInto('roster_imports')
    .values({ at: now, revision, counts: JSON.stringify(counts), undone: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  const changes = [...(await makeClasses(trx, plan, now)), ...changesOf(plan)]
  await changeClasses(trx, changes, plan, now)
  const numbered = changes.map((change, n) => [n, ...change])
  await inTurns(numbered, (piece) =>
    sql`INSERT INTO roster_changes (import, n, class, what, person, before)
        SELECT ${id}, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4
        FROM json_each(${JSON.stringify(piece)})`.execute(trx),
  )
  await giveRoles(trx, now)
  return id
}

/** Forgets how earlier imports could be undone. */
export async function dropUndo(trx: Database): Promise<void> {
  for (let deleted = 1n; deleted > 0n; await setImmediate()) {
    const { numAffectedRows } = await sql`DELETE FROM roster_changes WHERE (import, n) IN (
      SELECT import, n FROM roster_changes LIMIT ${AT_ONCE})`.execute(trx)
    deleted = numAffectedRows ?? 0n
  }
}

async function makeClasses(trx: Database, { made }: Plan, now: number): Promise<Change[]> {
  const changes: Change[] = []
  await inTurns(
    made,
    async (piece) => {
      for (const one of piece) {
        const { id } = await trx
          .insertInto('classes')
          .values({ name: one.name, source: 'roster', source_id: one.sourceId, made: now, ended: null })
          .returning('id')
          .executeTakeFirstOrThrow()
        changes.push([id, 'new', null, null])
        for (const person of one.pupils) changes.push([id, 'pupil+', person, null])
        for (const person of one.teachers) changes.push([id, 'teacher+', person, null])
      }
    },
    50,
  )
  return changes
}

function changesOf({ changed, ended }: Plan): Change[] {
  const changes: Change[] = ended.map(({ id }) => [id, 'ended', null, null])
  for (const one of changed) {
    if (one.was !== null) changes.push([one.id, 'renamed', null, one.was])
    if (one.revivedFrom !== null) changes.push([one.id, 'revived', null, String(one.revivedFrom)])
    for (const person of one.pupils.add) changes.push([one.id, 'pupil+', person, null])
    for (const person of one.pupils.remove) changes.push([one.id, 'pupil-', person, null])
    for (const person of one.teachers.add) changes.push([one.id, 'teacher+', person, null])
    for (const person of one.teachers.remove) changes.push([one.id, 'teacher-', person, null])
  }
  return changes
}

async function changeClasses(
  trx: Database,
  changes: readonly Change[],
  { changed }: Plan,
  now: number,
): Promise<void> {
  const only = (what: What) => changes.filter((change) => change[1] === what)
  const ids = (what: What) => only(what).map(([id]) => id)
  const end = (ended: number | null) => (piece: readonly number[]) =>
    trx.updateTable('classes').set({ ended }).where('id', 'in', piece).execute()
  await inTurns(ids('ended'), end(now))
  await inTurns(ids('revived'), end(null))
  await inTurns(
    changed.filter(({ was }) => was !== null).map(({ id, name }) => [id, name]),
    (piece) =>
      sql`UPDATE classes SET name = named.name
        FROM (SELECT value ->> 0 AS class, value ->> 1 AS name FROM json_each(${JSON.stringify(piece)})) AS named
        WHERE classes.id = named.class`.execute(trx),
    50,
  )
  for (const [role, table] of [
    ['pupil', sql.table('class_pupils')],
    ['teacher', sql.table('class_teachers')],
  ] as const) {
    await inTurns(only(`${role}-`), (piece) =>
      sql`DELETE FROM ${table} WHERE (class, person) IN
          (SELECT value ->> 0, value ->> 2 FROM json_each(${JSON.stringify(piece)}))`.execute(trx),
    )
    await inTurns(only(`${role}+`), (piece) =>
      sql`INSERT INTO ${table} (class, person, "from")
          SELECT value ->> 0, value ->> 2, 'roster' FROM json_each(${JSON.stringify(piece)})`.execute(trx),
    )
  }
}
