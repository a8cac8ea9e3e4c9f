/** Times in words, on the school's clock. */
import type { Words } from './words.ts'

const day = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at)

/** A zone the browser does not know (a mistyped setting) must not take the page down: the device's own then. */
function knownZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone }).resolvedOptions().timeZone
  } catch {
    return new Intl.DateTimeFormat('en-GB').resolvedOptions().timeZone
  }
}

/** By the 24-hour clock, as schools write their day, in every language. */
const timeOf = ({ lang }: Words, at: number, timeZone: string): string =>
  new Intl.DateTimeFormat(lang, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)

export interface Clock {
  /** What time it is, epoch milliseconds. */
  readonly now: number
  /** IANA name of the school's time zone. */
  readonly timeZone: string
}

/** When something ends, after "until": "12:30" where that is today. */
export function endWords(words: Words, at: number, clock: Clock): string {
  const timeZone = knownZone(clock.timeZone)
  return day(at, timeZone) === day(clock.now, timeZone)
    ? timeOf(words, at, timeZone)
    : whenWords(words, at, clock)
}

/** "today at 12:30", "tomorrow at 09:00", "Monday 24 November at 09:00"; the past too. */
export function whenWords(words: Words, at: number, clock: Clock): string {
  const timeZone = knownZone(clock.timeZone)
  const time = timeOf(words, at, timeZone)
  if (day(at, timeZone) === day(clock.now, timeZone)) return words.t('when.today', { time })
  // 24 hours on is tomorrow, except in the hour a clock change adds or takes: the next line names the day then.
  if (day(at, timeZone) === day(clock.now + 86_400_000, timeZone)) return words.t('when.tomorrow', { time })
  const sameYear = day(at, timeZone).slice(0, 4) === day(clock.now, timeZone).slice(0, 4)
  const date = new Intl.DateTimeFormat(words.lang, {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at)
  return words.t('when.later', { date, time })
}

/** "Tuesday 24 November" of 2026-11-24, a day on the school's clock. */
export function dayWords({ lang }: Words, on: string, clock: Clock): string {
  const sameYear = on.slice(0, 4) === day(clock.now, knownZone(clock.timeZone)).slice(0, 4)
  return new Intl.DateTimeFormat(lang, {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(new Date(`${on}T00:00:00Z`))
}
