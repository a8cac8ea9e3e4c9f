/** What the guard found, as staff see it: places and numbers of devices. Nobody's name, and nobody's browsing. */
import { type SelectQueryBuilder, sql } from 'kysely'
import type { Evidence } from '../../lib/policy/finding.ts'
import type { FoundKind } from '../../lib/policy/found-kinds.ts'
import type { FoundAt, foundQuerySchema, FoundList, FoundState } from '../../lib/protocol/found.ts'
import type { Role } from '../../lib/protocol/staff-roles.ts'
import type { z } from '../../lib/zod.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import type { FoundPlacesTable } from '../db/tables/found.ts'
import { nameOf } from '../staff/members.ts'
import { openEvidence, openReason, pathOf } from './content.ts'
import { isStructural, kindsFor } from './kinds.ts'
import { lastDecision } from './rows.ts'

const PAGE = 25
/** Findings whose evidence is shown, the newest; and pieces of it. */
const MOST_OPENED = 5
const MOST_EVIDENCE = 12

type Parts = Pick<Context, 'db' | 'vault'>
type Query = z.infer<typeof foundQuerySchema>

export const stateAt = (now: number) => sql<FoundState>`coalesce(
  (SELECT CASE what WHEN 'shared' THEN 'school' ELSE 'cleared' END FROM found_decisions
    WHERE place = found_places.id AND ended IS NULL AND (until IS NULL OR until > ${now})),
  CASE WHEN held IS NULL THEN 'device' ELSE 'person' END)`

/** Said by an installation that counts, or decided about. */
export const isKnown = sql<boolean>`(EXISTS (SELECT 1 FROM findings
    JOIN installations ON installations.id = findings.installation
    WHERE findings.place = found_places.id AND state = 'confirmed')
  OR EXISTS (SELECT 1 FROM found_decisions WHERE found_decisions.place = found_places.id))`

export async function listFound(
  context: Context,
  { show, find, page }: Query,
  roles: readonly Role[],
  now: number,
): Promise<FoundList> {
  const { db } = context
  const state = stateAt(now)
  const known = db.selectFrom('found_places').where('kind', 'in', kindsFor(roles)).where(isKnown)
  let wanted = show === 'all' ? known : known.where(state, '=', show)
  // No pattern of its own: what is looked for is taken letter by letter.
  if (find) wanted = wanted.where(sql<boolean>`instr(host, ${find.trim().toLowerCase()}) > 0`)
  const rows = await wanted
    .selectAll('found_places')
    .select(state.as('state'))
    .orderBy(sql`CASE ${state} WHEN 'person' THEN 0 WHEN 'school' THEN 1 WHEN 'device' THEN 2 ELSE 3 END`)
    .orderBy('last', 'desc')
    .orderBy('id', 'desc')
    .limit(PAGE)
    .offset(Number(page) * PAGE)
    .execute()
  const places: FoundAt[] = []
  for (const row of rows) places.push(await describe(context, row))
  return {
    at: now,
    places,
    total: await countOf(wanted),
    pageSize: PAGE,
    waiting: await countOf(known.where(state, '=', 'person')),
  }
}

async function countOf(query: SelectQueryBuilder<never, never, object>): Promise<number> {
  const { count } = await query.select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow()
  return count
}

interface PlaceRow {
  readonly id: number
  readonly same: Uint8Array
  readonly host: string
  readonly kind: FoundKind
  readonly shared: number
  readonly first: number
  readonly last: number
  readonly held: FoundPlacesTable['held']
  readonly content: Uint8Array
  readonly state: FoundState
}

async function describe(context: Context, row: PlaceRow): Promise<FoundAt> {
  const { db, vault } = context
  const { id, host, kind, shared, state, held } = row
  const path = pathOf(vault, row)
  const counted = await countedAt(db, row)
  const decision = await decisionOn(context, id)
  return {
    id,
    host,
    ...(path !== '' && { path }),
    kind,
    sure: counted.sure,
    evidence: await evidenceAt({ db, vault }, row),
    devices: counted.devices,
    first: counted.first,
    last: counted.last,
    state,
    ...(state === 'person' && held !== null && { held }),
    ...(shared === 0 && { notShared: isStructural(kind) ? 'shared-address' : 'page' }),
    ...(decision && { decision }),
  }
}

const ofConfirmed = (db: Database, place: number) =>
  db
    .selectFrom('findings')
    .innerJoin('installations', 'installations.id', 'findings.installation')
    .where('findings.place', '=', place)
    .where('state', '=', 'confirmed')

export async function countedAt(db: Database, { id, first, last }: Pick<PlaceRow, 'id' | 'first' | 'last'>) {
  const row = await ofConfirmed(db, id)
    .select((e) => [
      e.fn.count<number>('findings.installation').distinct().as('devices'),
      e.fn.max('sure').as('sure'),
      e.fn.min('received').as('first'),
      e.fn.max('received').as('last'),
    ])
    .executeTakeFirstOrThrow()
  return {
    devices: row.devices,
    sure: row.sure === 1,
    first: row.first ?? first,
    last: row.last ?? last,
  }
}

/** Of the newest findings, each sign once. */
export async function evidenceAt(
  { db, vault }: Parts,
  { id, same }: Pick<PlaceRow, 'id' | 'same'>,
): Promise<Evidence[]> {
  const rows = await ofConfirmed(db, id)
    .select(['findings.installation', 'content'])
    .orderBy('received', 'desc')
    .limit(MOST_OPENED)
    .execute()
  const all = rows.flatMap((row) => openEvidence(vault, row, same))
  const each = new Map(all.map((one) => [`${one.family}:${one.sign}`, one]))
  return [...each.values()].slice(0, MOST_EVIDENCE)
}

async function decisionOn(context: Context, place: number): Promise<FoundAt['decision']> {
  const last = await lastDecision(context.db, place)
  if (!last) return undefined
  const { what, by_devices, at, until, ended, decided_by } = last
  const by = decided_by === null ? null : await nameOf(context, decided_by)
  return {
    what,
    byDevices: by_devices === 1,
    at,
    until,
    ended,
    by: by ?? '',
    reason: openReason(context.vault, last),
  }
}
