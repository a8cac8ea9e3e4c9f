/**
 * How long what is recorded is kept, by kind: what a school may set, what holds while it has set nothing, and what of it
 * pupils and parents are told. Pure.
 */
import { z } from '../zod.ts'

/**
 * `visits`: pages that were opened, how long, their titles. `stops`: stopped, warned of and continued. `safety`: what
 * sounded as if somebody were not safe, of whatever kind: it stays at least so long. `notes`: what the browser says of
 * itself. `requests`: what was asked for, opened and paused.
 */
export const KEEPING_KINDS = ['visits', 'stops', 'searches', 'files', 'safety', 'requests', 'notes'] as const
export const keepingKindSchema = z.enum(KEEPING_KINDS)
export type KeepingKind = z.infer<typeof keepingKindSchema>

/** Twelve months: no setting keeps anything longer. */
export const MOST_DAYS = 365
/** A device has what it sent for seven days more, sealed: a shorter time would not be true. */
export const LEAST_DAYS = 7

/** While the school has set nothing else. */
export const USUAL_DAYS: Readonly<Record<KeepingKind, number>> = {
  visits: 30,
  stops: MOST_DAYS,
  searches: MOST_DAYS,
  files: MOST_DAYS,
  safety: MOST_DAYS,
  requests: MOST_DAYS,
  notes: MOST_DAYS,
}

/** What pupils and parents are told the time of. */
export const TOLD_KINDS = ['visits', 'stops', 'searches', 'files', 'safety'] as const
export type ToldKind = (typeof TOLD_KINDS)[number]

const days = z.int().check(z.minimum(1), z.maximum(MOST_DAYS))

/** For how many days. */
export const keptDaysSchema = z.object({
  visits: days,
  /** The longest of all the others. */
  notable: days,
  /** Where those are not all alike. */
  apart: z.optional(z.object({ stops: days, searches: days, files: days, safety: days })),
})
export type KeptDays = z.infer<typeof keptDaysSchema>

/** True whatever a school has set. */
export const AT_MOST: KeptDays = { visits: MOST_DAYS, notable: MOST_DAYS }

/** As it is told. */
export function keptDays({ visits, ...others }: Readonly<Record<ToldKind, number>>): KeptDays {
  const { stops, searches, files, safety } = others
  const all = [stops, searches, files, safety]
  const notable = Math.max(...all)
  return {
    visits,
    notable,
    ...(all.some((one) => one !== notable) && { apart: { stops, searches, files, safety } }),
  }
}

/** In the order in which it is told, as few lines as are true. */
export const toldLines = ({
  visits,
  notable,
  apart,
}: KeptDays): readonly (readonly [kind: ToldKind | 'notable', days: number])[] => [
  ['visits', visits],
  ...(apart === undefined
    ? [['notable', notable] as const]
    : (['stops', 'searches', 'files', 'safety'] as const).map((kind) => [kind, apart[kind]] as const)),
]
