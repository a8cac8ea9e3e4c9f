/** What a pupil is told of looks at their record: the day and the role, and the kind of reason where the school says so. */
import { LOOKS_TOLD_DAYS, type OwnRecord } from '../../lib/protocol/own-record.ts'
import { USUAL_LOOKS_SHOWN } from '../../lib/policy/looks.ts'
import { toldReason } from '../../lib/protocol/record-looks.ts'
import type { Context } from '../context.ts'
import { policyInForce, zoneOf } from '../documents/documents.ts'
import { dayOf, startOfDays } from './days.ts'
import { isTold, TOLD_AFTER } from './shown-looks.ts'

/** Looks read at most; folded by day they are fewer. */
const MOST_READ = 500
const MOST_TOLD = 100

/** For whoever an installation stands for: nobody in particular is told of nothing. */
export async function ownLooks(
  { db, vault }: Pick<Context, 'db' | 'vault'>,
  person: number | null,
  now: number,
): Promise<NonNullable<OwnRecord['recordLooks']>> {
  const policy = await policyInForce({ db, vault })
  const zone = zoneOf(policy)
  const found =
    person === null
      ? []
      : await db
          .selectFrom('record_looks')
          .select(['at', 'until', 'role', 'reason', 'shown', 'enquiry', 'lifted'])
          .where('person', '=', person)
          .where('at', '<=', now - TOLD_AFTER)
          .orderBy('at', 'desc')
          .limit(MOST_READ)
          .execute()
  const since = startOfDays(zone, now, LOOKS_TOLD_DAYS)
  const looks = found
    // What was part of an enquiry is told from the enquiry's end, however long ago the look was.
    .filter((look) => isTold(look, now) && Math.max(look.at, look.lifted ?? 0) >= since)
    .map(({ at, role, reason, shown }) => ({
      date: dayOf(zone, at),
      role,
      ...(shown === 'reason' ? { reason: toldReason(reason) } : {}),
    }))
  return {
    shown: policy?.looksShown ?? USUAL_LOOKS_SHOWN,
    looks: [...new Map(looks.map((look) => [JSON.stringify(look), look])).values()].slice(0, MOST_TOLD),
  }
}
