/** Places with what was decided about them last, and the findings at them that count. */
import { DAY, stretchAt } from '../../lib/time/zone.ts'
import type { Place } from '../../lib/policy/document.ts'
import type { Database } from '../db/open.ts'
import type { CountedFinding } from './agree.ts'

/** The decision on a place that was made last, whether or not it still holds. */
export const lastDecision = (db: Database, place: number) =>
  db
    .selectFrom('found_decisions')
    .selectAll()
    .where('place', '=', place)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

type Decision = NonNullable<Awaited<ReturnType<typeof lastDecision>>>

export const holdsNow = ({ ended, until }: Pick<Decision, 'ended' | 'until'>, now: number): boolean =>
  ended === null && (until === null || until > now)

/** When a decision was over; what was found before it says nothing new. */
export const overAt = ({ ended, until }: Pick<Decision, 'ended' | 'until'>): number =>
  Math.min(ended ?? Infinity, until ?? Infinity)

/** More than these are not compared: the newest say enough. */
const MOST_COMPARED = 60

/**
 * Findings that a school may go by: of confirmed installations that stand for the pupil whom the row names, enough to
 * stop a page by itself, and newer than `since`. Nobody of the staff is a pupil.
 */
export async function countedFindings(
  db: Database,
  place: number,
  since: number,
  zone: string,
): Promise<CountedFinding[]> {
  const rows = await db
    .selectFrom('findings')
    .innerJoin('installations', 'installations.id', 'findings.installation')
    .select(['findings.installation', 'findings.person', 'signs', 'at', 'received', 'seen_at'])
    .where('findings.place', '=', place)
    .where('sure', '=', 1)
    .where('at', '>', since)
    .where('received', '>', since)
    .where('state', '=', 'confirmed')
    .where('forks', '=', 0)
    .whereRef('findings.person', '=', 'settled_person')
    .where('findings.person', 'not in', db.selectFrom('staff').select('staff.person'))
    .orderBy('received', 'desc')
    .limit(MOST_COMPARED)
    .execute()
  return rows.flatMap(({ installation, person, signs, at, received, seen_at }) =>
    person === null
      ? []
      : [
          {
            installation,
            person,
            signs: signs.split(' '),
            saidDay: dayOf(zone, at),
            day: dayOf(zone, received),
            seenAt: seen_at as Place,
          },
        ],
  )
}

/** The day by the school's clock, counted from 1970. */
const dayOf = (zone: string, at: number): number =>
  Math.floor((at + (stretchAt(zone, at)?.offset ?? 0)) / DAY)
