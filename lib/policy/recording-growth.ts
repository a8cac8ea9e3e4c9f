/** Whether more is recorded than somebody was told: then they are told again. Pure. */
import type { Hours, Recording } from './document.ts'
import { type KeptDays, keptDays, USUAL_DAYS } from './keeping.ts'

export interface Told {
  readonly detail: Recording['detail']
  readonly searches: boolean
  /** Whether searches and words to AI assistants are looked at, and worrying words kept. */
  readonly themes?: boolean | undefined
  readonly words?: boolean | undefined
  readonly hours: readonly Hours[]
  /** Missing in what was told before a school could set it. */
  readonly kept?: KeptDays | undefined
}

const STEPS: readonly Recording['detail'][] = ['least', 'paths', 'titles']
const DAY_MINUTES = 1440

/**
 * True where anything in `now` goes beyond `told`: a step of detail, searches, what is looked for in them, a minute of the week,
 * or a day for which it is kept.
 */
export function hasGrown(told: Told, now: Told): boolean {
  if (STEPS.indexOf(now.detail) > STEPS.indexOf(told.detail)) return true
  if (now.searches && !told.searches) return true
  if ((now.themes && !told.themes) || (now.words && !told.words)) return true
  if (isLonger(told.kept ?? USUAL, now.kept)) return true
  const before = minutesOf(told.hours)
  return [...minutesOf(now.hours)].some((minute) => !before.has(minute))
}

/** What everybody was told before a school could set it. */
const USUAL: KeptDays = keptDays(USUAL_DAYS)

const isLonger = (told: KeptDays, now: KeptDays | undefined): boolean =>
  now !== undefined && (now.visits > told.visits || now.notable > told.notable)

/** Every minute of the week in which it is on. */
function minutesOf(hours: readonly Hours[]): ReadonlySet<number> {
  const all = new Set<number>()
  for (const { days, from, to } of hours)
    for (const day of days)
      for (let minute = from; minute < to; minute += 1) all.add(day * DAY_MINUTES + minute)
  return all
}
