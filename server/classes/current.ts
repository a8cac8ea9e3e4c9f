/** The classes as they are in the database, and the number that says whether they have changed since. */
import type { Database } from '../db/open.ts'
import type { ClassNow, From } from './plan.ts'
import { inTurns } from './turns.ts'

const REVISION = 'classes-revision'
/** Classes of a school have about 30 members. */
const CLASSES_AT_ONCE = 20

/** Rises with every change of any class. */
export async function revisionOf(db: Database): Promise<number> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', REVISION).executeTakeFirst()
  return Number(row?.value ?? 0)
}

/** Notes that classes change, in the caller's transaction. Returns the new revision. */
export async function nextRevision(db: Database): Promise<number> {
  const next = (await revisionOf(db)) + 1
  const value = String(next)
  await db
    .insertInto('meta')
    .values({ key: REVISION, value })
    .onConflict((c) => c.column('key').doUpdateSet({ value }))
    .execute()
  return next
}

/** Every class that a roster could change: those that came from one. */
export async function rosterClasses(db: Database): Promise<ClassNow[]> {
  const rows = await db
    .selectFrom('classes')
    .select(['id', 'name', 'source', 'source_id', 'ended'])
    .where('source_id', 'is not', null)
    .orderBy('id')
    .execute()
  const classes = rows.map(({ source_id, ...row }) => ({
    ...row,
    sourceId: source_id,
    pupils: new Map<number, From>(),
    teachers: new Map<number, From>(),
  }))
  await inTurns(classes, (piece) => fill(db, piece), CLASSES_AT_ONCE)
  return classes
}

type Filled = ClassNow & { readonly pupils: Map<number, From>; readonly teachers: Map<number, From> }

async function fill(db: Database, classes: readonly Filled[]): Promise<void> {
  const byId = new Map(classes.map((one) => [one.id, one]))
  for (const role of ['pupils', 'teachers'] as const) {
    const rows = await db
      .selectFrom(`class_${role}`)
      .select(['class', 'person', 'from'])
      .where('class', 'in', [...byId.keys()])
      .execute()
    for (const row of rows) byId.get(row.class)?.[role].set(row.person, row.from)
  }
}
