/**
 * Counts by week, for who may read numbers and nobody's name. Only of installations that are let in. From what the
 * database has counted day by day: a year of a large school is millions of rows.
 */
import { sql } from 'kysely'
import { CATEGORY_IDS, type CategoryId } from '../../lib/policy/categories.ts'
import { figureOf } from '../../lib/protocol/figures.ts'
import type { Numbers } from '../../lib/protocol/review.ts'
import { DAY } from '../../lib/time/zone.ts'
import type { Database } from '../db/open.ts'
import { fleetDays } from './fleet-days.ts'
import { cutsOf } from '../keeping/keeping.ts'

const WEEK = 7 * DAY
/** The first Monday of the epoch. */
const MONDAY = 4 * DAY
/** A school term and a little more, at most. */
const WEEKS = 16
/** Heard of within this time: at work. */
const HEARD = 7 * DAY

interface Span {
  readonly from: number
  readonly end: number
}

/** The Monday that a week began with, in UTC as the days that are counted. */
export const weekBegan = (now: number): number => MONDAY + Math.floor((now - MONDAY) / WEEK) * WEEK

export async function countNumbers(db: Database, now: number): Promise<Numbers> {
  // Of weeks that are over: whoever looks again after somebody was stopped must not see it.
  const end = weekBegan(now)
  const weeks = await wholeWeeks(db, end, now)
  const span = { from: end - weeks * WEEK, end }
  const rows = await rowsByWeek(db, span)
  const requests = await requestsByWeek(db, span)
  const of = (kind: string, week: number): number => rows.get(`${kind} ${week}`) ?? 0
  return {
    until: end,
    weeks: Array.from({ length: weeks }, (_, i) => ({
      from: span.from + i * WEEK,
      blocked: figureOf(of('blocked', i)),
      warned: figureOf(of('warned', i)),
      searches: figureOf(of('search', i)),
      requests: figureOf(requests.get(i) ?? 0),
    })),
    kinds: await kindsOf(db, span, weeks),
    fleet: await fleetOf(db, now),
    fleetDays: await fleetDays(db, now),
  }
}

/**
 * No more weeks than everything of them is kept: a week that is deleted would look as if nothing had happened in it. And no
 * multiple of five: weeks that all lie just below a five would add up to all kinds, and be told by them.
 */
async function wholeWeeks(db: Database, end: number, now: number): Promise<number> {
  const { stops, searches, requests } = (await cutsOf(db, now)).of
  const kept = Math.floor((end - Math.max(stops, searches, requests)) / WEEK)
  const weeks = Math.min(WEEKS, Math.max(0, kept))
  return weeks > 0 && weeks % 5 === 0 ? weeks - 1 : weeks
}

/** By kind and week, as `blocked 3`. */
async function rowsByWeek(db: Database, { from, end }: Span): Promise<Map<string, number>> {
  const { rows } = await sql<{ kind: string; week: number; count: number }>`
    SELECT kind, CAST((day - ${from / DAY}) / 7 AS INTEGER) AS week, sum(count) AS count FROM day_counts
    WHERE day >= ${from / DAY} AND day < ${end / DAY} GROUP BY kind, week`.execute(db)
  return new Map(rows.map(({ kind, week, count }) => [`${kind} ${week}`, count]))
}

async function requestsByWeek(db: Database, { from, end }: Span): Promise<Map<number, number>> {
  const { rows } = await sql<{ week: number; count: number }>`
    SELECT CAST((at - ${from}) / ${WEEK} AS INTEGER) AS week, count(*) AS count FROM page_requests
    WHERE at >= ${from} AND at < ${end} GROUP BY week`.execute(db)
  return new Map(rows.map(({ week, count }) => [week, count]))
}

/** By the most severe kind of each stop: a stop is counted once. `weeks`: so many, from the first. */
async function kindsOf(db: Database, { from, end }: Span, weeks: number): Promise<Numbers['kinds']> {
  const { rows } = await sql<{ categories: string; week: number; count: number }>`
    SELECT categories, CAST((day - ${from / DAY}) / 7 AS INTEGER) AS week, sum(count) AS count FROM day_counts
    WHERE kind = 'blocked' AND day >= ${from / DAY} AND day < ${end / DAY} GROUP BY categories, week`.execute(
    db,
  )
  const counts = new Map<CategoryId, number[]>()
  for (const { categories, week, count } of rows) {
    const kinds = new Set(categories.split(' '))
    const first = CATEGORY_IDS.find((id) => kinds.has(id))
    if (first === undefined) continue
    const byWeek = counts.get(first) ?? Array<number>(weeks).fill(0)
    counts.set(first, byWeek)
    byWeek[week] = (byWeek[week] ?? 0) + count
  }
  const told = [...counts].map(([category, byWeek]) => ({
    category,
    count: figureOf(byWeek.reduce((all, one) => all + one, 0)),
    weeks: byWeek.map(figureOf),
  }))
  told.sort((a, b) => CATEGORY_IDS.indexOf(a.category) - CATEGORY_IDS.indexOf(b.category))
  // In an order that says no more than the figures do.
  return told.filter(({ count }) => count !== 'few').toSorted((a, b) => Number(b.count) - Number(a.count))
}

async function fleetOf(db: Database, now: number): Promise<Numbers['fleet']> {
  const { rows } = await sql<Record<'confirmed' | 'waiting' | 'heard' | 'enforcing', number | null>>`
    SELECT sum(state = 'confirmed') AS confirmed, sum(state = 'waiting') AS waiting,
      sum(state = 'confirmed' AND last_beat > ${now - HEARD}) AS heard,
      sum(state = 'confirmed' AND last_beat > ${now - HEARD} AND enforcing IS NOT NULL) AS enforcing
    FROM installations WHERE follower IS NULL`.execute(db)
  const [row] = rows
  return {
    confirmed: row?.confirmed ?? 0,
    waiting: row?.waiting ?? 0,
    heard: row?.heard ?? 0,
    enforcing: row?.enforcing ?? 0,
  }
}
