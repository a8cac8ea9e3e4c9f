/**
 * Figures for whoever may not see pupils. Each is rounded down to fives, and what is under five, none too, is only said to
 * be few. A bare "fewer than five" beside exact figures keeps nothing back: ten of one kind, twelve in all, and the other
 * kind is two; twelve today and thirteen after lunch, and somebody was stopped at noon. ADR 43 has what was weighed.
 */
import { z } from '../zod.ts'

const STEP = 5

/** `few`: none to four. */
export const figureSchema = z.union([z.int().check(z.multipleOf(STEP), z.minimum(STEP)), z.literal('few')])
export type Figure = z.infer<typeof figureSchema>

const down = (count: number): number => count - (count % STEP)

export const figureOf = (count: number): Figure => (count < STEP ? 'few' : down(count))

/** The least and the most that it may be of. */
const leastOf = (figure: Figure, few: number): number => (figure === 'few' ? few : figure)
const mostOf = (figure: Figure): number => (figure === 'few' ? 0 : figure) + STEP - 1

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

/**
 * What a total comes to at least, given beside figures that bound it: in steps of five from what those say already, so that
 * no place on a scale gives it away, and never all that they leave room for, which would give away each of them.
 */
const above = (count: number, low: number, high: number): number =>
  low + down(Math.max(0, Math.min(count, high - 1) - low))

/** A sum, given beside its parts. */
export function totalOf(count: number, parts: readonly Figure[]): Figure {
  const low = sum(parts.map((part) => leastOf(part, 0)))
  return figureOf(above(count, low, sum(parts.map(mostOf))))
}

/** Visits at least, by so many people at least, at sites of which each was visited. */
export const visitsAtLeast = (count: number, parts: readonly Figure[], people: number): number =>
  above(count, Math.max(people, sum(parts.map((part) => leastOf(part, 1)))), sum(parts.map(mostOf)))

/** People at least, of whom one may have been at several of these sites. */
export const peopleAtLeast = (count: number, parts: readonly Figure[]): number =>
  above(count, Math.max(0, ...parts.map((part) => leastOf(part, 1))), sum(parts.map(mostOf)))
