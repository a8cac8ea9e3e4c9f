/** Schedules of self-checks in words, by the school's clock. */
import { type CheckPlan, OFTEN_NAMES } from '../../lib/protocol/self-check-plans.ts'
import { minuteText } from '../../lib/time/zone.ts'
import { plural } from '../format.ts'

export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const

/** `Wed 2 Dec, 12:30` */
function timeAt(at: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  })
  return format.format(at)
}

/** `Every week, Wednesdays from 12:30.` and where it stands. */
export function planWords(plan: CheckPlan | null, timeZone: string): string {
  if (plan === null) return 'By hand alone.'
  const { often, weekday, minute, due, until, asked, outside } = plan
  const set = `${OFTEN_NAMES[often]}, ${WEEKDAYS[weekday - 1]}s from ${minuteText(minute)}.`
  if (outside) return set
  if (until === null) return `${set} Next: ${timeAt(due, timeZone)}.`
  const times = asked === 0 ? 'none was free so far' : `asked ${plural(asked, 'time')} so far`
  return `${set} Due since ${timeAt(due, timeZone)}: looking for a device that nobody is using, until ${timeAt(until, timeZone)}; ${times}.`
}

/** What somebody should do about it. */
export const planTroubles = ({ outside, missed }: CheckPlan, timeZone: string): string[] => [
  ...(outside
    ? ['That is outside the hours in which lessons may run: no device is asked. Set another time.']
    : []),
  ...(missed === null
    ? []
    : [`The check of ${timeAt(missed, timeZone)} could not be made in time: check this group by hand.`]),
]
