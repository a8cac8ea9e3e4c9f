/** Whoever a decision concerns is told at once: devices ask what is new, consoles that watch the lesson look again. */
import type { Context } from '../context.ts'
import type { RequestRow } from './rows.ts'

/** `persons`: for whom something is open now, or no more. `classes`: whose lesson is another than before. */
export async function tell(
  { live }: Pick<Context, 'live'>,
  rows: readonly Pick<RequestRow, 'person' | 'lesson'>[],
  persons: readonly number[],
  classes: readonly (number | undefined)[],
): Promise<void> {
  const all = [...new Set([...rows.map(({ person }) => person), ...persons])]
  const changed = new Set(classes.filter((one) => one !== undefined))
  for (const one of changed) live.lessonChangedSoon(one)
  if (changed.size === 0 && persons.length > 0) live.personsChangedSoon(persons)
  live.hub.news(all)
  for (const lesson of new Set(rows.flatMap((row) => row.lesson ?? []))) live.asked.changed(lesson)
}
