/** When a group is to be checked by its schedule. Pure: its settings, what came of the times before, and the time. */
import type { Hours } from '../../lib/policy/document.ts'
import { type Often, WEEKS } from '../../lib/protocol/self-check-plans.ts'
import { DAY, instantOf, localTime, MINUTE, stretchAt, weekdayOf } from '../../lib/time/zone.ts'
import { holds } from '../../lib/verdict/timetable.ts'

/** Whoever is busy on the day may have time on another one of the week after. */
const WITHIN = 7 * DAY

export interface Plan {
  readonly often: Often
  /** 1 is Monday. */
  readonly weekday: number
  /** After midnight. */
  readonly minute: number
  /** The first is due after this. Epoch milliseconds. */
  readonly since: number
}

/** A check that was due and is over, whether it was made or not. */
export interface Round {
  /** When it was due. */
  readonly slot: number
}

/** `hours`: a device is asked in these alone. */
export interface School {
  readonly zone: string
  readonly hours: readonly Hours[]
}

export type Due =
  | { readonly is: 'waits'; readonly slot: number }
  /** A device is looked for; `mayAsk`: now. */
  | { readonly is: 'looks'; readonly slot: number; readonly until: number; readonly mayAsk: boolean }
  /** Its time is over, and nobody has said so yet. */
  | { readonly is: 'missed'; readonly slot: number }

/**
 * What is due now. A check is looked for from its day and time on, on the days after from that time of day on, for a
 * week or until the next is due. Of several that nobody looked for (the server was off), only the newest is missed.
 */
export function due(plan: Plan, rounds: readonly Round[], school: School, now: number): Due {
  const slot = slotsOf(plan, school.zone)
  // The slot of a school that moved to another zone is the same slot.
  const isOver = (n: number) => rounds.some((round) => Math.abs(round.slot - slot(n)) < DAY)
  const last = lastSlot(plan, school.zone, now)
  if (last < 0) return { is: 'waits', slot: slot(0) }
  if (last > 0 && !isOver(last - 1)) return { is: 'missed', slot: slot(last - 1) }
  if (isOver(last)) return { is: 'waits', slot: slot(last + 1) }
  const until = Math.min(slot(last) + WITHIN, slot(last + 1))
  if (now >= until) return { is: 'missed', slot: slot(last) }
  return { is: 'looks', slot: slot(last), until, mayAsk: mayAsk(plan, school, now) }
}

/** Whether the day and time of a schedule are hours of the school. */
export const isWithin = (
  hours: readonly Hours[],
  { weekday, minute }: Pick<Plan, 'weekday' | 'minute'>,
): boolean => hours.some(({ days, from, to }) => days.includes(weekday) && from <= minute && minute < to)

function mayAsk({ minute }: Plan, { zone, hours }: School, now: number): boolean {
  const isOpen = hours.some((one) => holds({ hours: one }, zone, now) !== false)
  return isOpen && localTime(stretchOf(zone, now), now).minute >= minute
}

/** The instant of each slot, the first being 0. */
function slotsOf(plan: Plan, zone: string): (n: number) => number {
  const first = firstDay(plan, zone)
  return (n) => instantOf(zone, (first + n * 7 * WEEKS[plan.often]) * DAY + plan.minute * MINUTE)
}

/** The newest slot that has come; below 0 before the first. */
function lastSlot(plan: Plan, zone: string, now: number): number {
  const slot = slotsOf(plan, zone)
  const near = Math.floor((dayOf(zone, now) - firstDay(plan, zone)) / (7 * WEEKS[plan.often]))
  return slot(near) <= now ? near : near - 1
}

function firstDay({ weekday, minute, since }: Plan, zone: string): number {
  const today = dayOf(zone, since)
  const day = today + ((weekday - weekdayOf(today) + 7) % 7)
  return instantOf(zone, day * DAY + minute * MINUTE) > since ? day : day + 7
}

/** In a zone that nobody knows, UTC. */
const stretchOf = (zone: string, at: number) => stretchAt(zone, at) ?? { from: at, to: at, offset: 0 }

/** The school's day of an instant, counted from 1 January 1970. */
const dayOf = (zone: string, at: number): number => Math.floor((at + stretchOf(zone, at).offset) / DAY)
