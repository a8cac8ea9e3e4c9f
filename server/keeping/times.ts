/**
 * How long a kind is kept, by what the school has set and when that began. Pure.
 *
 * What is longer holds for what is recorded from then on alone: what was recorded while pupils were told a shorter time goes
 * after that. What is shorter holds for all, from the night on in which it begins; until the rows are gone, the longer time
 * is what is told. So nobody is ever told less than is true.
 */
import { type KeepingKind, USUAL_DAYS } from '../../lib/policy/keeping.ts'
import { DAY } from '../../lib/time/zone.ts'

export interface Change {
  readonly id: number
  readonly kind: KeepingKind
  readonly at: number
  readonly before: number
  readonly days: number
  readonly starts: number
  readonly done: number | null
  readonly taken: number | null
}

/** Those of a kind that were not taken back, the oldest first. */
const standing = (changes: readonly Change[], kind: KeepingKind): readonly Change[] =>
  changes.filter((one) => one.kind === kind && one.taken === null).toSorted((a, b) => a.id - b.id)

/** What has not begun yet; one of a kind at a time. */
export const waitingOf = (changes: readonly Change[], kind: KeepingKind, now: number): Change | undefined =>
  standing(changes, kind).findLast(({ starts }) => starts > now)

/** What holds since it was changed last; undefined where nobody has. */
export const inForceOf = (changes: readonly Change[], kind: KeepingKind, now: number): Change | undefined =>
  standing(changes, kind).findLast(({ starts }) => starts <= now)

/** What a kind is kept for now. */
export const daysOf = (changes: readonly Change[], kind: KeepingKind, now: number): number =>
  inForceOf(changes, kind, now)?.days ?? USUAL_DAYS[kind]

/** What is older than this time goes. */
export function cutOf(changes: readonly Change[], kind: KeepingKind, now: number): number {
  let days = USUAL_DAYS[kind]
  let cut = -Infinity
  for (const { starts, days: next } of standing(changes, kind)) {
    if (starts > now) break
    // What is from before goes by what held then, if that was shorter.
    cut = Math.max(cut, Math.min(starts, now - days * DAY))
    days = next
  }
  return Math.max(cut, now - days * DAY)
}

/** What pupils and parents are told: never less than is true. */
export function toldOf(changes: readonly Change[], kind: KeepingKind, now: number): number {
  const undone = standing(changes, kind).filter(({ starts, done }) => starts <= now && done === null)
  const waits = waitingOf(changes, kind, now)
  return Math.max(
    daysOf(changes, kind, now),
    ...undone.map(({ before }) => before),
    waits === undefined ? 0 : waits.days,
  )
}

/** Since when they were told so; null while they are not. */
export const toldSince = ({ at, before, days, done }: Change): number | null => (days > before ? at : done)
