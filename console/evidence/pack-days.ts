/** The days of a pack, as its form has them: on the school's clock, like the record that is over it. */
import type { Look } from '../../lib/protocol/record-looks.ts'
import { DAY, instantOf } from '../../lib/time/zone.ts'
import { clockOf } from '../record/words.ts'
import type { PackSpan } from './api.ts'

/** What is written in the form. */
interface PackDays {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** What a pack is to hold, or in words why these days are none. An empty field is as far as the look goes. */
export function packSpan(
  { from = '', to = '' }: PackDays,
  look: Pick<Look, 'from'>,
  timeZone: string,
): PackSpan | string {
  const since = from === '' ? undefined : startIn(timeZone, from)
  const until = to === '' ? undefined : startIn(timeZone, to, 1)
  if (since === null || until === null) return 'That is no day of the calendar.'
  if (since !== undefined && until !== undefined && since >= until)
    return 'The first day is after the last day: change one of them.'
  // The server would leave out silently what the look does not open: a pack of fewer days than were asked for.
  if ((since ?? look.from) < look.from || (until ?? Infinity) <= look.from)
    return `This look opens nothing before ${clockOf(timeZone).day(look.from)}: choose that day or a later one, or look again, further back.`
  return { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) }
}

/** The first moment of a day such as 2026-11-24 at the school, or of one so many days later; null for no day. */
function startIn(timeZone: string, day: string, later = 0): number | null {
  const local = Date.parse(`${day}T00:00:00Z`) + later * DAY
  if (!Number.isFinite(local)) return null
  return instantOf(timeZone, local)
}
