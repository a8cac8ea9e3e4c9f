/** Finds pupils by part of their name. Names are sealed, so all of them are opened, some at a time. */
import { setImmediate } from 'node:timers/promises'
import type { FoundPupil } from '../../lib/protocol/record-looks.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import { PLACE_OF } from '../keys/vault.ts'

/** Names opened in one turn of the event loop: a millisecond or two. */
const AT_ONCE = 200
const MOST_FOUND = 20

type Parts = Pick<Context, 'db' | 'vault'>

/** Whose record nobody looks at here: members of staff, also those who were. */
export const isStaff = async (db: Database, person: number): Promise<boolean> =>
  (await db.selectFrom('staff').select('person').where('person', '=', person).executeTakeFirst()) !==
  undefined

/** Everybody but staff whose name has this in it, by name; the first of them. */
export async function findPupils(
  { db, vault }: Parts,
  find: string,
): Promise<{ pupils: FoundPupil[]; more: boolean }> {
  const wanted = find.toLowerCase()
  const found: { person: number; name: string }[] = []
  for (let last = 0, more = true; more && found.length <= MOST_FOUND;) {
    const page = await db
      .selectFrom('people')
      .select(['person', 'identity'])
      .where('person', '>', last)
      .where('person', 'not in', (e) => e.selectFrom('staff').select('staff.person'))
      .orderBy('person')
      .limit(AT_ONCE)
      .execute()
    for (const { person, identity } of page) {
      const name = vault.open(identity, PLACE_OF.person(person))
      if (name.toLowerCase().includes(wanted)) found.push({ person, name })
    }
    last = page.at(-1)?.person ?? last
    more = page.length === AT_ONCE
    await setImmediate()
  }
  const pupils = found.slice(0, MOST_FOUND).toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'))
  const classes = await classesOf(
    db,
    pupils.map(({ person }) => person),
  )
  return {
    pupils: pupils.map((one) => ({ ...one, classes: classes.get(one.person) ?? [] })),
    more: found.length > MOST_FOUND,
  }
}

/** Which classes they are in now: it tells two of one name apart. */
export async function classesOf(db: Database, persons: readonly number[]): Promise<Map<number, string[]>> {
  const found = new Map<number, string[]>()
  if (persons.length === 0) return found
  const rows = await db
    .selectFrom('class_pupils')
    .innerJoin('classes', 'classes.id', 'class_pupils.class')
    .select(['class_pupils.person', 'classes.name'])
    .where('class_pupils.person', 'in', persons)
    .where('classes.ended', 'is', null)
    .orderBy('classes.name')
    .execute()
  for (const { person, name } of rows) found.set(person, [...(found.get(person) ?? []), name])
  return found
}
