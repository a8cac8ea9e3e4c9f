/** Whom of a lesson's class the lesson has now, and on which devices: those that its teacher may act on. */
import { pupilsOf } from '../classes/lookup.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { devicesOfPersons } from '../live/devices.ts'
import type { KeptLesson } from './content.ts'
import { lessonsOfPupils } from './pupils.ts'
import { mayRun } from './times.ts'

/**
 * The rows of the installations of these pupils (left out: of all) that the lesson has: nobody whom it leaves alone,
 * or whom another lesson has. Throws a Refusal outside the hours for lessons.
 */
export async function devicesInLesson(
  { db, vault }: Pick<Context, 'db' | 'vault'>,
  { class: classId, lesson }: KeptLesson,
  pupils: readonly number[] | undefined,
  now: number,
): Promise<number[]> {
  if (!(await mayRun({ db, vault }, now)))
    throw new Refusal(409, 'hours', 'This works in school hours only. Your school sets them in its policy.')
  const all = (await pupilsOf(db, classId)).map(({ person }) => person)
  const asked = pupils === undefined ? all : all.filter((person) => pupils.includes(person))
  const lessons = await lessonsOfPupils({ db, vault }, asked, now)
  const inside = asked.filter((person) =>
    lessons.get(person)?.held.some((one) => one.lesson.id === lesson.id),
  )
  const devices = await devicesOfPersons(db, inside, now)
  return [...devices.values()].flat().flatMap(({ id, isHeld }) => (isHeld ? [] : [id]))
}
