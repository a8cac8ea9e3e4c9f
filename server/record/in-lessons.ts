/** In which lesson of a pupil's classes something happened. The classes are those they are in now. */
import type { Database } from '../db/open.ts'
import { notExempt } from '../lessons/exempt.ts'

interface Span {
  readonly from: number
  /** Not included. */
  readonly to: number
  readonly name: string
}

/** Whose class had a lesson when: the class's name, or null. Asks once, whatever is asked of it afterwards. */
export async function lessonsOf(
  db: Database,
  { person, since }: { readonly person: number; readonly since: number },
): Promise<(at: number) => string | null> {
  const rows = await db
    .selectFrom('lessons')
    .innerJoin('class_pupils', 'class_pupils.class', 'lessons.class')
    .innerJoin('classes', 'classes.id', 'lessons.class')
    .select(['lessons.started', 'lessons.until', 'lessons.ended', 'classes.name'])
    .where('class_pupils.person', '=', person)
    .where('lessons.until', '>=', since)
    .where(notExempt(person))
    .orderBy('lessons.started')
    .execute()
  const spans: Span[] = rows.map(({ started, until, ended, name }) => ({
    from: started,
    to: Math.min(until, ended ?? until),
    name,
  }))
  return (at) => {
    let [low, high] = [0, spans.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((spans[middle]?.from ?? Infinity) <= at) low = middle + 1
      else high = middle
    }
    // The one that began last before it, and, where lessons overlap, the one before that.
    for (const span of [spans[low - 1], spans[low - 2]]) if (span && at < span.to) return span.name
    return null
  }
}
