/** Whose classes these are, who is in them, and on which devices: what lessons ask. */
import type { Database } from '../db/open.ts'
import { personOf } from '../enrolment/installations.ts'

/** The classes that somebody (a number of `people`) teaches now, by name. */
export const classesOf = (db: Database, teacher: number): Promise<{ id: number; name: string }[]> =>
  db
    .selectFrom('class_teachers')
    .innerJoin('classes', 'classes.id', 'class_teachers.class')
    .select(['classes.id', 'classes.name'])
    .where('class_teachers.person', '=', teacher)
    .where('classes.ended', 'is', null)
    .orderBy('classes.name')
    .execute()

/** What a class is called. Throws when there is none of this number. */
export const nameOfClass = async (db: Database, classId: number): Promise<string> =>
  (await db.selectFrom('classes').select('name').where('id', '=', classId).executeTakeFirstOrThrow()).name

/** True when somebody teaches a class that has not ended. */
export async function isTeacherOf(db: Database, teacher: number, classId: number): Promise<boolean> {
  const row = await db
    .selectFrom('class_teachers')
    .innerJoin('classes', 'classes.id', 'class_teachers.class')
    .select('classes.id')
    .where('class_teachers.class', '=', classId)
    .where('class_teachers.person', '=', teacher)
    .where('classes.ended', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** The pupils of a class; nobody of one that has ended. */
export const pupilsOf = (db: Database, classId: number): Promise<readonly { readonly person: number }[]> =>
  db
    .selectFrom('class_pupils')
    .innerJoin('classes', 'classes.id', 'class_pupils.class')
    .select('class_pupils.person')
    .where('class_pupils.class', '=', classId)
    .where('classes.ended', 'is', null)
    .orderBy('class_pupils.person')
    .execute()

/** The same, also of a class that has ended: whoever was in it when it did. */
export const everPupilsOf = async (db: Database, classId: number): Promise<number[]> =>
  (await db.selectFrom('class_pupils').select('person').where('class', '=', classId).execute()).map(
    ({ person }) => person,
  )

export interface DeviceOf {
  /** The row of `installations`. */
  readonly id: number
  /** Its name everywhere else. */
  readonly installation: string
  /** Epoch milliseconds. */
  readonly lastSeen: number
}

/**
 * The confirmed installations that stand for each person now, the one heard of last first; an empty list is an answer:
 * no device. One that says somebody else uses it, or that another one followed on its device, stands for nobody.
 */
export async function devicesOf(
  db: Database,
  persons: readonly number[],
): Promise<ReadonlyMap<number, readonly DeviceOf[]>> {
  const found = new Map<number, DeviceOf[]>(persons.map((person) => [person, []]))
  if (persons.length === 0) return found
  const rows = await db
    .selectFrom('installations')
    .selectAll()
    .where('state', '=', 'confirmed')
    .where('person', 'in', persons)
    .orderBy('last_seen', 'desc')
    .execute()
  for (const row of rows) {
    const person = personOf(row)
    if (typeof person === 'number')
      found.get(person)?.push({ id: row.id, installation: row.installation, lastSeen: row.last_seen })
  }
  return found
}
