/**
 * Numbers that are missing below the highest one written, installation by installation. SQLite works in the server's
 * own thread, and above a gap there can be a month of rows: they are looked through a page at a time, and whoever
 * else is waiting comes in between.
 */
import { setImmediate } from 'node:timers/promises'
import type { Database } from '../db/open.ts'

export interface Gap {
  readonly from: number
  readonly to: number
  /** Rows above it have arrived: these were passed over. Otherwise they are the tail that has not come yet. */
  readonly passed: boolean
}

interface Range {
  readonly from: number
  readonly to: number
}

/** More holes than this in one installation are not listed one by one. */
const MOST = 100
/** Rows read by one statement: about a millisecond. */
export const PAGE = 1000
/** Lost ranges of one installation that are looked at; who writes more of them writes nothing else. */
const MOST_LOST = 20 * PAGE

/** The missing ranges of an installation, lowest first, both ends included. Lost ranges are not missing. */
export async function gapsOf(db: Database, id: number): Promise<Gap[]> {
  const installation = await db
    .selectFrom('installations')
    .select(['acknowledged', 'stored', 'written'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!installation) return []
  const { acknowledged, stored, written } = installation
  const lost = await lostAbove(db, id, acknowledged)
  const gaps: Gap[] = []
  /** Everything up to here is looked at. */
  let reached = acknowledged
  const take = ({ from, to }: Range) => {
    if (from > reached + 1 && gaps.length < MOST) gaps.push({ from: reached + 1, to: from - 1, passed: true })
    reached = Math.max(reached, to)
  }
  let next = 0
  const takeLostUpTo = (most: number) => {
    for (let range = lost[next]; range && range.from <= most; range = lost[++next]) take(range)
  }
  for await (const page of numbersAbove(db, id, acknowledged)) {
    for (const seq of page) {
      takeLostUpTo(seq)
      take({ from: seq, to: seq })
    }
    if (gaps.length === MOST) break
  }
  takeLostUpTo(Infinity)
  const known = Math.max(reached, stored)
  if (written > known) gaps.push({ from: known + 1, to: written, passed: false })
  return gaps
}

/** The numbers of stored rows, ascending, a page at a time. */
async function* numbersAbove(db: Database, id: number, acknowledged: number): AsyncGenerator<number[]> {
  for (let after = acknowledged; ;) {
    const rows = await db
      .selectFrom('rows')
      .select('seq')
      .where('installation', '=', id)
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(PAGE)
      .execute()
    yield rows.map(({ seq }) => seq)
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    after = last.seq
    await setImmediate()
  }
}

/** Lost ranges that reach beyond the acknowledged number, by where they begin. */
async function lostAbove(db: Database, id: number, acknowledged: number): Promise<Range[]> {
  const lost: Range[] = []
  for (let after = 0; lost.length < MOST_LOST;) {
    const page = await db
      .selectFrom('lost')
      .select(['said_by', 'from_seq as from', 'to_seq as to'])
      .where('installation', '=', id)
      .where('said_by', '>', after)
      .orderBy('said_by')
      .limit(PAGE)
      .execute()
    lost.push(...page.filter(({ to }) => to > acknowledged))
    const last = page.at(-1)
    if (!last || page.length < PAGE) break
    after = last.said_by
    await setImmediate()
  }
  return lost.sort((a, b) => a.from - b.from)
}
