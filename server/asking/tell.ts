/** Whoever a decision concerns is told at once: devices ask what is new, consoles that watch the lesson look again. */
import type { Context } from '../context.ts'
import type { RequestRow } from './rows.ts'

/** `persons`: for whom something is open now, or no more. `classOf`: the class whose lesson is another than before. */
export async function tell(
  { live }: Pick<Context, 'live'>,
  rows: readonly Pick<RequestRow, 'person' | 'lesson'>[],
  persons: readonly number[],
  classOf: number | undefined,
): Promise<void> {
  const all = [...new Set([...rows.map(({ person }) => person), ...persons])]
  if (classOf !== undefined) live.lessonChangedSoon(classOf)
  else if (persons.length > 0) live.personsChangedSoon(persons)
  live.hub.news(all)
  for (const lesson of new Set(rows.flatMap((row) => row.lesson ?? []))) live.asked.changed(lesson)
}
