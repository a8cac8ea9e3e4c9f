/** Lessons in words. */
import type { LESSON_MODES, LessonSite } from '../../lib/policy/lesson.ts'
import type { CheckedSite, LiveEvent, Pupil, PupilStanding } from '../../lib/protocol/lessons.ts'
import { plural } from '../format.ts'
import type { End } from './ends.ts'

export type Mode = (typeof LESSON_MODES)[number]

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const exact = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })
const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' })

/** `10:40` */
export const clock = (at: number): string => time.format(at)
/** `10:40:05` */
export const clockSeconds = (at: number): string => exact.format(at)

/** When lessons may be started again: the day is named where it is another. */
export const startsInWords = (at: number, now: number): string =>
  new Date(at).toDateString() === new Date(now).toDateString()
    ? clock(at)
    : `${day.format(at)} at ${clock(at)}`

export const MODE_NAMES: Readonly<Record<Mode, string>> = {
  only: 'Only these sites',
  except: 'All but these sites',
  'eyes-up': 'Eyes up',
}
export const MODE_HINTS: Readonly<Record<Mode, string>> = {
  only: 'Pupils can open these sites and nothing else.',
  except: 'These sites are closed; all else is as the school’s policy has it.',
  'eyes-up':
    'Screens are covered, with your message: 10 minutes at most, unless you renew it. Pages come back as they load: what was half typed may be lost.',
}

/** `offline since 10:31`; of another day, with the day. */
function since(at: number | undefined, now: number): string {
  if (at === undefined) return ''
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString()
  return ` since ${sameDay ? '' : `${day.format(at)}, `}${clock(at)}`
}

const STANDINGS: Readonly<Record<Exclude<PupilStanding, 'offline' | 'claimed'>, string>> = {
  enforcing: 'enforcing',
  starting: 'starting, not confirmed yet',
  exempt: 'let out by you',
  'no-device': 'no device',
  'older-version': 'an older version of Kerb, which knows no lessons',
  tampered: 'tampered with: held back until the network manager has looked',
  refused: 'the browser did not take the lesson’s rules',
  clock: 'ended early there: the device’s clock is not proved',
  hours: 'outside the hours for lessons, or not on the school’s network',
}

/** For where there is little room; the rest stands elsewhere on the page. */
const SHORT: Partial<Record<PupilStanding, string>> = {
  starting: 'starting…',
  exempt: 'let out',
  'older-version': 'older version of Kerb',
  tampered: 'tampered with',
  refused: 'rules not taken',
  clock: 'ended early, clock not proved',
  hours: 'outside lesson hours',
}

/** Where a pupil stands, in a word or two. */
export const shortStanding = (pupil: Pupil, now: number): string =>
  SHORT[pupil.state] ?? (pupil.state === 'claimed' && pupil.by ? `in ${pupil.by.name}` : standing(pupil, now))

/** Where a pupil stands, as the rest of a line that begins with the name. */
export function standing({ state, since: at, by }: Pupil, now: number): string {
  if (state === 'offline') return `offline${since(at, now)}`
  if (state !== 'claimed') return STANDINGS[state]
  return by ? `claimed by ${by.name}, ${by.teacher}` : 'claimed by another lesson'
}

/** The lesson does what it should there. */
export const isWell = ({ state }: Pupil): boolean => state === 'enforcing' || state === 'exempt'

/** `28 of 30 enforcing`, and what else there is to say in one breath. */
export function countInWords(pupils: readonly Pupil[]): string {
  const of = (state: PupilStanding) => pupils.filter((one) => one.state === state).length
  const exempt = of('exempt')
  return `${of('enforcing')} of ${pupils.length} enforcing${exempt > 0 ? `, ${exempt} let out` : ''}`
}

/** E-mail addresses without their domain, where all have the same. */
export function shortNames(pupils: readonly Pupil[]): ReadonlyMap<number, string> {
  const domains = new Set(pupils.map(({ name }) => name.slice(name.lastIndexOf('@'))))
  const short = domains.size === 1
  return new Map(
    pupils.map(({ person, name }) => [person, short ? name.slice(0, name.lastIndexOf('@')) || name : name]),
  )
}

export const siteName = ({ host, path }: LessonSite): string => `${host}${path ?? ''}`

export const endInWords = (end: End): string => {
  if (end.by === 'bell') return `until the bell at ${clock(end.at)}`
  if (end.by === 'minutes') return `for ${plural(end.minutes, 'minute')}`
  return end.time === '' ? 'until a time' : `until ${end.time}`
}

/** What pressing Start would do: `Only 4 sites, until the bell at 10:40.` */
export function planInWords(mode: Mode, sites: number, end: End): string {
  const what = { only: 'Only', except: 'All but', 'eyes-up': '' }[mode]
  return mode === 'eyes-up'
    ? `Screens covered, ${endInWords(end)}.`
    : `${what} ${plural(sites, 'site')}, ${endInWords(end)}.`
}

/** `34 minutes left`, `less than a minute left`. */
export function leftInWords(until: number, now: number): string {
  const minutes = Math.floor((until - now) / 60_000)
  if (until <= now) return 'its time is up'
  return minutes < 1 ? 'less than a minute left' : `${plural(minutes, 'minute')} left`
}

export const closedInWords = ({ for: whom, why }: NonNullable<CheckedSite['closed']>): string =>
  `Closed for ${whom === 'all' ? 'the whole class' : 'some of the class'}. ${why}`

export const SIGNED_OUT = 'You are signed out. The lesson goes on until its end: sign in to see it.'

/** Why a lesson is over. Devices end it by themselves: nobody here knows that each has. */
export function overInWords(
  why: Extract<LiveEvent, { type: 'over' }>['why'],
  until: number | undefined,
  now: number,
): string {
  if (why === 'signed-out') return SIGNED_OUT
  const after = 'Devices go back to the school’s policy; one that is offline does so by its own clock.'
  if (why === 'hours') return `The hours in which your school runs lessons are over. ${after}`
  return `${until !== undefined && until <= now ? 'Its time was up.' : 'It was ended.'} ${after}`
}
