/** Alerts as the inbox shows them: filtered, sorted, in pages. */
import { type ReferenceExpression, sql } from 'kysely'
import type { Alert, Alerts, AlertsExportQuery, AlertsQuery } from '../../lib/protocol/alerts.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import type { Schema } from '../db/schema.ts'
import type { KeptAlert } from './fold.ts'
import { ledOrder, named } from './order.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people' | 'mail'>

export const PAGE_SIZE = 25

/** @param me whoever asks: a number of `people` */
export async function listAlerts(
  parts: Parts,
  asked: AlertsQuery & { readonly page: string },
  me: number | null,
  now: number,
): Promise<Alerts> {
  const { db } = parts
  const total = await countAlerts(db, asked, me)
  const rows = await sorted(db, asked, me)
    .limit(PAGE_SIZE)
    .offset(Number(asked.page) * PAGE_SIZE)
    .execute()
  return {
    at: now,
    alerts: await readable(parts, rows),
    total,
    pageSize: PAGE_SIZE,
    waiting: await waiting(db),
    team: await named(parts, await ledOrder(db)),
    mail: parts.mail.state.state,
  }
}

/** How many fit. */
export async function countAlerts(
  db: Database,
  asked: AlertsExportQuery,
  me: number | null,
): Promise<number> {
  const { total } = await fitting(db, asked, me)
    .select((e) => e.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}

export function fitting(db: Database, { show, severity, theme, mine }: AlertsExportQuery, me: number | null) {
  let query = db.selectFrom('alerts')
  if (show === 'waiting') query = query.where('state', 'in', ['new', 'opened'])
  else if (show !== 'all') query = query.where('state', '=', show)
  if (severity !== undefined) query = query.where('severity', '=', severity)
  if (theme !== undefined) query = query.where('theme', '=', theme)
  // Nobody in particular has none.
  return mine === undefined ? query : query.where('assigned', '=', me ?? -1)
}

type Column = ReferenceExpression<Schema, 'alerts'>

/** Those that nobody has opened stand before those that somebody has, and the severest first. */
const PRESSING = [
  sql`state = 'new' AND severity = 'high'`,
  sql`CASE severity WHEN 'high' THEN 2 WHEN 'medium' THEN 1 ELSE 0 END`,
  sql`state = 'new'`,
] as const

function sorted(db: Database, asked: AlertsQuery, me: number | null) {
  let query = fitting(db, asked, me).selectAll()
  if (asked.sort === 'pressing') for (const by of PRESSING) query = query.orderBy(by, 'desc')
  if (asked.sort === 'count') query = query.orderBy('count', 'desc')
  const time: Column = 'last'
  const way = asked.sort === 'oldest' ? 'asc' : 'desc'
  return query.orderBy(time, way).orderBy('id', way)
}

async function waiting(db: Database): Promise<Alerts['waiting']> {
  const rows = await db
    .selectFrom('alerts')
    .select(['severity', (e) => e.fn.countAll<number>().as('count')])
    .where('state', '=', 'new')
    .groupBy('severity')
    .execute()
  const of = (severity: string) => rows.find((one) => one.severity === severity)?.count ?? 0
  return { high: of('high'), medium: of('medium'), low: of('low') }
}

/** With names in place of numbers. */
export async function readable(parts: Parts, rows: readonly KeptAlert[]): Promise<Alert[]> {
  const pupils = await parts.people.namesOf(parts.db, [
    ...new Set(rows.flatMap(({ person }) => person ?? [])),
  ])
  const team = new Map(
    (await named(parts, [...new Set(rows.flatMap(({ assigned }) => assigned ?? []))])).map((one) => [
      one.person,
      one,
    ]),
  )
  const devices = await devicesOf(
    parts.db,
    rows.flatMap((one) => (one.person === null ? [one.installation] : [])),
  )
  return rows.map(
    ({ id, person, installation, theme, severity, state, first, last, count, waits, assigned }) => ({
      id,
      pupil: person === null ? null : { person, name: pupils.get(person) ?? '' },
      device: person === null ? (devices.get(installation) ?? '') : null,
      theme,
      severity,
      state,
      first,
      last,
      count,
      waits,
      assigned: assigned === null ? null : (team.get(assigned) ?? null),
    }),
  )
}

/** What the school calls each; the start of the installation's code where it has no name. */
export async function devicesOf(db: Database, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map()
  const found = await db
    .selectFrom('installations')
    .select(['id', 'installation', 'asset_id', 'directory_id'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(
    found.map((one) => [one.id, one.asset_id ?? one.directory_id ?? one.installation.slice(0, 8)]),
  )
}
