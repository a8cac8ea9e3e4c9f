/**
 * Counts by week, for who may read numbers and nobody's name. Only of installations that are let in. Runs in a thread:
 * a year of a large school is millions of rows.
 */
import type { DatabaseSync } from 'node:sqlite'
import { CATEGORY_IDS, type CategoryId } from '../../lib/policy/categories.ts'
import { countOf, type Numbers } from '../../lib/protocol/review.ts'
import { DAY } from '../../lib/time/zone.ts'

const WEEK = 7 * DAY
/** Heard of within this time: at work. */
const HEARD = 7 * DAY

export interface CountJob {
  readonly now: number
  readonly weeks: number
}

export function countNumbers(db: DatabaseSync, { now, weeks }: CountJob): Numbers {
  // Whole weeks, so that the same day gives the same figures.
  const end = Math.ceil(now / DAY) * DAY
  const from = end - weeks * WEEK
  const byWeek = (sql: string): number[] => {
    const counts = Array.from({ length: weeks }, () => 0)
    for (const row of db.prepare(sql).all(from, WEEK, from, end) as { week: number; count: number }[])
      if (row.week in counts) counts[row.week] = row.count
    return counts
  }
  const rows = (kind: string): number[] =>
    byWeek(
      `SELECT CAST((at - ?) / ? AS INTEGER) AS week, count(*) AS count FROM counted_rows
       WHERE kind = '${kind}' AND at >= ? AND at < ? GROUP BY week`,
    )
  const [blocked, warned, searches] = [rows('blocked'), rows('warned'), rows('search')]
  const requests = byWeek(
    'SELECT CAST((at - ?) / ? AS INTEGER) AS week, count(*) AS count FROM page_requests WHERE at >= ? AND at < ? GROUP BY week',
  )
  return {
    at: now,
    weeks: blocked.map((count, i) => ({
      from: from + i * WEEK,
      blocked: countOf(count),
      warned: countOf(warned[i] ?? 0),
      searches: countOf(searches[i] ?? 0),
      requests: countOf(requests[i] ?? 0),
    })),
    kinds: kindsOf(db, from, end),
    fleet: fleetOf(db, now),
  }
}

/** By the most severe kind of each stop: a stop is counted once. */
function kindsOf(db: DatabaseSync, from: number, end: number): Numbers['kinds'] {
  const counts = new Map<CategoryId, number>()
  const all = db
    .prepare(
      `SELECT categories, count(*) AS count FROM counted_rows
       WHERE kind = 'blocked' AND at >= ? AND at < ? AND categories <> '' GROUP BY categories`,
    )
    .all(from, end) as { categories: string; count: number }[]
  for (const { categories, count } of all) {
    const kinds = new Set(categories.split(' '))
    const first = CATEGORY_IDS.find((id) => kinds.has(id))
    if (first !== undefined) counts.set(first, (counts.get(first) ?? 0) + count)
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([category, count]) => ({ category, count: countOf(count) }))
}

function fleetOf(db: DatabaseSync, now: number): Numbers['fleet'] {
  const row = db
    .prepare(
      `SELECT sum(state = 'confirmed') AS confirmed, sum(state = 'waiting') AS waiting,
         sum(state = 'confirmed' AND last_beat > ?) AS heard,
         sum(state = 'confirmed' AND last_beat > ? AND enforcing IS NOT NULL) AS enforcing
       FROM installations WHERE follower IS NULL`,
    )
    .get(now - HEARD, now - HEARD) as Record<'confirmed' | 'waiting' | 'heard' | 'enforcing', number | null>
  return {
    confirmed: row.confirmed ?? 0,
    waiting: row.waiting ?? 0,
    heard: row.heard ?? 0,
    enforcing: row.enforcing ?? 0,
  }
}
