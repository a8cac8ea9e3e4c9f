/** A lesson that runs, as its teacher's console has it. */
import type { RunningLesson } from '../../lib/protocol/lessons.ts'
import { pupilsOf } from '../classes/lookup.ts'
import type { Context } from '../context.ts'
import type { KeptLesson } from '../lessons/content.ts'
import { statesOf } from './states.ts'

/** With how many pupils it has, and on how many of their devices it is in force. */
export async function describeLesson(context: Context, found: KeptLesson): Promise<RunningLesson> {
  const { lesson, class: id } = found
  const pupils = (await pupilsOf(context.db, id)).map(({ person }) => person)
  const states = await statesOf(context, found, pupils, Date.now())
  const enforcing = states.filter(({ state }) => state === 'enforcing')
  return { ...lesson, class: id, pupils: pupils.length, enforcing: enforcing.length }
}
