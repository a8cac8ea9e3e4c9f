/** The classes as the console shows them. */
import { sql } from 'kysely'
import { type ClassDetail, type Classes, type ImportCounts } from '../../lib/protocol/classes.ts'
import type { Database } from '../db/open.ts'
import { Refusal } from '../errors.ts'
import { devicesOf } from './lookup.ts'
import type { Parts } from './previews.ts'
import { undoable, UNDO_FOR } from './undo.ts'

const COLUMNS = ['id', 'name', 'source', 'ended'] as const
const members = (table: 'class_pupils' | 'class_teachers') =>
  sql<number>`(SELECT count(*) FROM ${sql.table(table)} WHERE class = classes.id)`

/** Every class, those that run first, and the last import. */
export async function listClasses(db: Database, now: number): Promise<Classes> {
  const classes = await db
    .selectFrom('classes')
    .select(COLUMNS)
    .select([members('class_pupils').as('pupils'), members('class_teachers').as('teachers')])
    .orderBy(sql`ended IS NOT NULL`)
    .orderBy(sql`name COLLATE NOCASE`)
    .execute()
  const last = await db
    .selectFrom('roster_imports')
    .select(['id', 'at', 'counts'])
    .where('undone', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  const next = await undoable(db, now)
  return {
    classes,
    last: last
      ? {
          at: last.at,
          counts: JSON.parse(last.counts) as ImportCounts,
          undoUntil: next?.id === last.id ? last.at + UNDO_FOR : null,
        }
      : null,
  }
}

/** One class with everybody in it. Throws a Refusal when there is none of that number. */
export async function showClass(parts: Parts, id: number): Promise<ClassDetail> {
  const { db } = parts
  const row = await db.selectFrom('classes').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal(404, 'not-found', 'There is no such class.')
  const [pupils, teachers] = [
    await namesIn(parts, 'class_pupils', id),
    await namesIn(parts, 'class_teachers', id),
  ]
  return { ...row, pupils: pupils.length, teachers: teachers.length, members: { pupils, teachers } }
}

async function namesIn(
  { db, people }: Parts,
  table: 'class_pupils' | 'class_teachers',
  id: number,
): Promise<ClassDetail['members']['pupils']> {
  const rows = await db.selectFrom(table).select(['person', 'from']).where('class', '=', id).execute()
  const devices = await devicesOf(
    db,
    rows.map(({ person }) => person),
  )
  const named = []
  for (const { person, from } of rows) {
    const name = (await people.nameOf(db, person)) ?? ''
    named.push({ name, from, devices: devices.get(person)?.length ?? 0 })
  }
  return named.sort((a, b) => a.name.localeCompare(b.name, 'en-GB'))
}
