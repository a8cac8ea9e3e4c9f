/**
 * Which lesson has which pupil. A pupil is in the lessons of one class at a time: of the class that claimed them last,
 * or else whose lesson was there first. Lessons of one class (its sites, then eyes up) hold together. A pupil whom a
 * lesson leaves alone is not in it.
 */
import type { Lesson } from '../../lib/policy/lesson.ts'
import { additionsOf, keyOf } from '../asking/approvals.ts'
import { type Additions, withAdditions } from '../asking/opens.ts'
import type { Database } from '../db/open.ts'
import type { Vault } from '../keys/vault.ts'
import type { KeptLesson } from './content.ts'
import { runs } from './lessons.ts'
import { readable } from './opened.ts'

export interface PupilLessons {
  /** What the pupil's devices hold. */
  readonly held: readonly KeptLesson[]
  /** Lessons that leave the pupil alone. */
  readonly exempt: readonly string[]
}

/** A device takes no more (lib/protocol): one too many, and it would have none. */
const MOST_HELD = 20

const NONE: PupilLessons = { held: [], exempt: [] }

/** For each of these pupils, numbers of `people`. */
export async function lessonsOfPupils(
  { db, vault }: { readonly db: Database; readonly vault: Vault },
  pupils: readonly number[],
  now: number,
): Promise<ReadonlyMap<number, PupilLessons>> {
  const found = new Map<number, PupilLessons>(pupils.map((person) => [person, NONE]))
  if (pupils.length === 0) return found
  const rows = await runs(db, now).execute()
  if (rows.length === 0) return found
  const ids = rows.map(({ id }) => id)
  const [places, exempt, claims, additions] = await Promise.all([
    db
      .selectFrom('class_pupils')
      .select(['class', 'person'])
      .where('person', 'in', pupils)
      .where('class', 'in', [...new Set(rows.map((row) => row.class))])
      .execute(),
    of(db, 'lesson_exempt', ids, pupils),
    of(db, 'lesson_claims', ids, pupils),
    additionsOf(db, vault, ids, pupils, now),
  ])
  const lessons = readable(vault, rows)
  const classesOf = Map.groupBy(places, ({ person }) => person)
  const exemptOf = Map.groupBy(exempt, ({ person }) => person)
  const claimsOf = Map.groupBy(claims, ({ person }) => person)
  for (const [person, classes] of classesOf) {
    const free = (exemptOf.get(person) ?? []).map(({ lesson }) => lesson)
    const theirs = lessons.filter(
      ({ class: id, lesson }) => classes.some((one) => one.class === id) && !free.includes(lesson.id),
    )
    const held = holding(theirs, claimsOf.get(person) ?? [])
    const own = held.map((one) => withOwn(one, additions.get(keyOf(one.lesson.id, person))))
    found.set(person, { held: own, exempt: free })
  }
  return found
}

/** The lesson as one pupil has it. */
function withOwn(one: KeptLesson, own: readonly Additions[] | undefined): KeptLesson {
  if (own === undefined) return one
  return { ...one, lesson: own.reduce<Lesson>(withAdditions, one.lesson), own: JSON.stringify(own) }
}

/** Of lessons in the order of their start, those of the class that has the pupil. */
function holding(
  lessons: readonly KeptLesson[],
  claims: readonly { readonly lesson: string; readonly at?: number }[],
): readonly KeptLesson[] {
  const claimed = lessons
    .map((one) => ({ one, at: claims.find(({ lesson }) => lesson === one.lesson.id)?.at ?? 0 }))
    .toSorted((a, b) => b.at - a.at)[0]
  return claimed ? lessons.filter((one) => one.class === claimed.one.class).slice(0, MOST_HELD) : []
}

async function of(
  db: Database,
  table: 'lesson_exempt' | 'lesson_claims',
  lessons: readonly string[],
  pupils: readonly number[],
): Promise<readonly { readonly lesson: string; readonly person: number; readonly at?: number }[]> {
  return db
    .selectFrom(table)
    .selectAll()
    .where('lesson', 'in', lessons)
    .where('person', 'in', pupils)
    .execute()
}

/** What one pupil's devices hold. */
export async function lessonsOfPupil(
  parts: { readonly db: Database; readonly vault: Vault },
  pupil: number,
  now: number,
): Promise<Lesson[]> {
  const found = (await lessonsOfPupils(parts, [pupil], now)).get(pupil) ?? NONE
  return found.held.map(({ lesson }) => lesson)
}

/** Lets a pupil out of a lesson, or back in. */
export async function setExempt(
  db: Database,
  lesson: string,
  person: number,
  exempt: boolean,
): Promise<void> {
  if (exempt)
    await db
      .insertInto('lesson_exempt')
      .values({ lesson, person })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  else
    await db.deleteFrom('lesson_exempt').where('lesson', '=', lesson).where('person', '=', person).execute()
}

/** Takes pupils for a lesson from whichever other has them. The claim that came last counts. */
export async function claimPupils(
  db: Database,
  lesson: string,
  persons: readonly number[],
  now: number,
): Promise<void> {
  if (persons.length === 0) return
  await db
    .insertInto('lesson_claims')
    .values(persons.map((person) => ({ lesson, person, at: now })))
    .onConflict((conflict) => conflict.columns(['lesson', 'person']).doUpdateSet({ at: now }))
    .execute()
}
