/** Sources and updates in the database, and as the console sees them. */
import type { Selectable } from 'kysely'
import type { ListSource, ListUpdate } from '../../lib/protocol/list-sources.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import type { ListSourcesTable, ListUpdatesTable } from '../db/tables/lists.ts'
import { Refusal } from '../errors.ts'
import { PLACE_OF } from '../keys/vault.ts'
import { nameOf } from '../staff/members.ts'
import type { Counts } from './jobs.ts'
import { nextFetch } from './schedule.ts'

export type SourceRow = Selectable<ListSourcesTable>
export type UpdateRow = Selectable<ListUpdatesTable>
type Parts = Pick<Context, 'db' | 'vault' | 'people'>

export const mappingOf = (row: SourceRow): ListSource['mapping'] =>
  JSON.parse(row.mapping) as ListSource['mapping']
export const countsOf = (row: UpdateRow): Counts => JSON.parse(row.counts) as Counts
export const failingOf = (row: SourceRow): ListSource['failing'] =>
  row.failing === null ? null : (JSON.parse(row.failing) as ListSource['failing'])

/** Throws a Refusal (404). */
export async function needSource(db: Database, id: number): Promise<SourceRow> {
  const row = await db.selectFrom('list_sources').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal(404, 'not-found', 'There is no such source: it may have been removed.')
  return row
}

/** Of this very source. Throws a Refusal (404). */
export async function needUpdate(db: Database, source: number, id: number): Promise<UpdateRow> {
  const row = await db
    .selectFrom('list_updates')
    .selectAll()
    .where('id', '=', id)
    .where('source', '=', source)
    .executeTakeFirst()
  if (!row) throw new Refusal(404, 'not-found', 'This source has no such update.')
  return row
}

export const updateIn = (
  db: Database,
  source: number,
  state: 'in-force' | 'held',
): Promise<UpdateRow | undefined> =>
  db
    .selectFrom('list_updates')
    .selectAll()
    .where('source', '=', source)
    .where('state', '=', state)
    .orderBy('id', 'desc')
    .executeTakeFirst()

/** What devices are to have: the update in force of every source that is on. */
export const allInForce = (db: Database) =>
  db
    .selectFrom('list_updates')
    .innerJoin('list_sources', 'list_sources.id', 'list_updates.source')
    .select(['list_updates.digest', 'list_updates.source', 'list_sources.name', 'list_updates.counts'])
    .where('list_updates.state', '=', 'in-force')
    .where('list_sources.on', '=', 1)
    .orderBy('list_updates.source')
    .execute()

export async function describeUpdate(parts: Parts, row: UpdateRow): Promise<ListUpdate> {
  return {
    id: row.id,
    at: row.at,
    state: row.state,
    digest: row.digest,
    ...countsOf(row),
    problems: JSON.parse(row.problems) as ListUpdate['problems'],
    decided: await decisionOf(parts, row),
    kept: row.kept === 1,
  }
}

async function decisionOf(parts: Parts, row: UpdateRow): Promise<ListUpdate['decided']> {
  const { decided: what, decided_at: at, decided_by: person, reason } = row
  if (what === null || at === null) return null
  const by = person === null ? '' : ((await nameOf(parts, person)) ?? '')
  const words = reason === null ? '' : parts.vault.open(reason, PLACE_OF.listDecision(row.source))
  return { what, at, by, reason: words }
}

/** `isBusy`: it is being fetched or read. */
export async function describeSource(
  parts: Parts,
  row: SourceRow,
  isBusy: boolean,
  zone: string,
): Promise<ListSource> {
  const [inForce, held] = await Promise.all([
    updateIn(parts.db, row.id, 'in-force'),
    updateIn(parts.db, row.id, 'held'),
  ])
  const failing = failingOf(row)
  const state = () => {
    if (isBusy) return 'busy'
    if (row.on === 0) return 'off'
    if (held) return 'held'
    if (failing) return 'failing'
    return inForce ? 'current' : 'new'
  }
  return {
    id: row.id,
    name: row.name,
    licence: row.licence,
    ...(row.preset !== null && { preset: row.preset }),
    from: row.address === null ? { kind: 'file', name: row.file } : { kind: 'address', address: row.address },
    format: row.format,
    mapping: mappingOf(row),
    schedule: row.schedule,
    on: row.on === 1,
    pinned: row.pinned === 1,
    added: row.added,
    state: state(),
    checked: row.checked,
    next: nextFetch(row, zone),
    failing,
    inForce: inForce ? await describeUpdate(parts, inForce) : null,
    held: held ? await describeUpdate(parts, held) : null,
  }
}
