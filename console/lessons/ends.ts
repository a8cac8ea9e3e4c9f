/** When a lesson ends: at a bell, after so many minutes, at a time of the day. There is always an end. */
import { LONGEST_EYES_UP, LONGEST_LESSON } from '../../lib/protocol/lessons.ts'
import { clock } from './words.ts'

export type End =
  | { readonly by: 'bell'; readonly at: number }
  | { readonly by: 'minutes'; readonly minutes: number }
  /** `10:40`, today by this computer. */
  | { readonly by: 'time'; readonly time: string }

const MINUTE = 60_000
/** Whoever starts a lesson this short before a bell means the next. Milliseconds. */
const TOO_SOON = 5 * MINUTE

export const HOUR: End = { by: 'minutes', minutes: 60 }
export const LENGTHS = [1, 15, 30, 60] as const
export const COVER_LENGTHS = [1, 2, 5, LONGEST_EYES_UP] as const

/** The bells worth offering: two that a lesson can last to. */
export const nextBells = (bells: readonly number[], now: number): readonly number[] =>
  bells.filter((at) => at >= now + MINUTE && at <= now + LONGEST_LESSON * MINUTE).slice(0, 2)

/** The next bell, or an hour where there is none. */
export function usualEnd(bells: readonly number[], now: number): End {
  const at = nextBells(bells, now).find((bell) => bell >= now + TOO_SOON)
  return at === undefined ? HOUR : { by: 'bell', at }
}

/** From now to an instant, whole: never before it. */
export const minutesTo = (at: number, now: number): number => Math.ceil((at - now) / MINUTE)

/** In minutes from now, as the server is told; or what is wrong with the end. */
export function minutesOf(end: End, now: number): number | string {
  if (end.by === 'minutes') return end.minutes
  const at = end.by === 'bell' ? end.at : todayAt(end.time, now)
  if (at === undefined) return 'Give the time at which the lesson ends.'
  const minutes = minutesTo(at, now)
  if (minutes < 1) return `${clock(at)} has passed: choose a later end.`
  if (minutes > LONGEST_LESSON)
    return `A lesson lasts ${LONGEST_LESSON / 60} hours at most: choose an earlier end.`
  return minutes
}

function todayAt(time: string, now: number): number | undefined {
  const [, hours, minutes] = /^(\d{2}):(\d{2})/.exec(time) ?? []
  return hours === undefined ? undefined : new Date(now).setHours(Number(hours), Number(minutes), 0, 0)
}

/** How much longer a lesson can be made: so many minutes from now, up to the longest. */
export const longer = (until: number, by: number, now: number): number =>
  Math.min(LONGEST_LESSON, Math.max(0, minutesTo(until, now)) + by)
