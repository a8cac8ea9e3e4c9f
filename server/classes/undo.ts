/** Takes the last import back: every class it changed is as it was, but those that were changed by hand since. */
import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Undone } from '../../lib/protocol/classes.ts'
import type { Database } from '../db/open.ts'
import { dropUndo } from './apply.ts'
import { nextRevision } from './current.ts'
import { giveRoles } from './teachers.ts'
import { AT_ONCE, inTurns } from './turns.ts'

/** After this an import can be undone no more. Milliseconds. */
export const UNDO_FOR = 14 * 86_400_000

/** The import that could be undone now. */
export const undoable = (db: Database, now: number) =>
  db
    .selectFrom('roster_imports')
    .select(['id', 'revision'])
    .where('id', '=', (e) => e.selectFrom('roster_imports').select((f) => f.fn.max('id').as('id')))
    .where('undone', 'is', null)
    .where('at', '>', now - UNDO_FOR)
    .executeTakeFirst()

/** Undoes an import, in the caller's transaction. */
export async function undo(
  trx: Database,
  { id, revision }: { readonly id: number; readonly revision: number },
  now: number,
): Promise<Undone> {
  const left = await trx
    .selectFrom('classes')
    .select(['id', 'name'])
    .where('touched', '>', revision)
    .where('id', 'in', (e) => e.selectFrom('roster_changes').select('class').where('import', '=', id))
    .orderBy('name')
    .execute()
  const { classes, last } = await trx
    .selectFrom('roster_changes')
    .select((e) => [
      e.fn.count<number>('class').distinct().as('classes'),
      e.fn.coalesce(e.fn.max('n'), e.lit(-1)).as('last'),
    ])
    .where('import', '=', id)
    .executeTakeFirstOrThrow()
  const kept = left.map((one) => one.id)
  for (let from = 0; from <= last; from += AT_ONCE) {
    await takeBack(trx, id, from, kept)
    await setImmediate()
  }
  const ended = await unmake(trx, id, new Set(kept), now)
  await trx.updateTable('roster_imports').set({ undone: now }).where('id', '=', id).execute()
  await dropUndo(trx)
  await nextRevision(trx)
  await giveRoles(trx, now)
  return {
    classes: classes - left.length - ended.length,
    left: left.map(({ name }) => name),
    ended,
  }
}

/** Takes back a stretch of the changes, without those of classes that are kept. */
async function takeBack(trx: Database, id: number, from: number, kept: readonly number[]): Promise<void> {
  const chosen = (what: string) =>
    sql`roster_changes WHERE import = ${id} AND n >= ${from} AND n < ${from + AT_ONCE} AND what = ${what}
      AND class NOT IN (SELECT value FROM json_each(${JSON.stringify(kept)}))`
  for (const [role, table] of [
    ['pupil', sql.table('class_pupils')],
    ['teacher', sql.table('class_teachers')],
  ] as const) {
    await sql`DELETE FROM ${table} WHERE (class, person) IN (SELECT class, person FROM ${chosen(`${role}+`)})`.execute(
      trx,
    )
    await sql`INSERT INTO ${table} (class, person, "from")
      SELECT class, person, 'roster' FROM ${chosen(`${role}-`)}`.execute(trx)
  }
  await sql`UPDATE classes SET ended = NULL WHERE id IN (SELECT class FROM ${chosen('ended')})`.execute(trx)
  await sql`UPDATE classes SET ended = CAST(c.before AS INTEGER)
    FROM (SELECT class, before FROM ${chosen('revived')}) AS c WHERE classes.id = c.class`.execute(trx)
  await sql`UPDATE classes SET name = c.before
    FROM (SELECT class, before FROM ${chosen('renamed')}) AS c WHERE classes.id = c.class`.execute(trx)
}

/** Deletes the classes that the import made. One that something else refers to by now ends instead. */
async function unmake(trx: Database, id: number, kept: ReadonlySet<number>, now: number): Promise<string[]> {
  const made = await trx
    .selectFrom('roster_changes')
    .innerJoin('classes', 'classes.id', 'roster_changes.class')
    .select(['classes.id', 'classes.name'])
    .where('import', '=', id)
    .where('what', '=', 'new')
    .execute()
  const ended: string[] = []
  const remove = async (one: { id: number; name: string }) => {
    try {
      await trx.deleteFrom('classes').where('id', '=', one.id).execute()
    } catch (error) {
      if (!isReferred(error)) throw error
      await trx.updateTable('classes').set({ ended: now }).where('id', '=', one.id).execute()
      ended.push(one.name)
    }
  }
  await inTurns(
    made.filter((one) => !kept.has(one.id)),
    async (piece) => {
      for (const one of piece) await remove(one)
    },
    50,
  )
  return ended
}

/** SQLITE_CONSTRAINT_FOREIGNKEY. */
const isReferred = (error: unknown): boolean => (error as { errcode?: unknown }).errcode === 787
