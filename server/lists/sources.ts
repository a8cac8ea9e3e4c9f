/** Sources added, changed and removed. */
import { rmSync } from 'node:fs'
import type {
  addListSourceSchema,
  changeListSourceSchema,
  listSourcesSchema,
} from '../../lib/protocol/list-sources.ts'
import type { z } from '../../lib/zod.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import { currentDocument, policyInForce, zoneOf } from '../documents/documents.ts'
import { Refusal } from '../errors.ts'
import type { By } from '../staff/guard.ts'
import { correctedHosts } from './corrections.ts'
import { Folders } from './folders.ts'
import { PRESETS } from './presets.ts'
import { madeOf, wantedNow } from './publish.ts'
import { readAddress } from './reach.ts'
import { describeSource, mappingOf, needSource, type SourceRow } from './store.ts'
import { removeUnused } from './sweep.ts'

type Add = z.infer<typeof addListSourceSchema>
type Change = z.infer<typeof changeListSourceSchema>

export const MOST_SOURCES = 100

export async function allSources(context: Context, now: number): Promise<z.infer<typeof listSourcesSchema>> {
  const { db, vault, lists } = context
  const rows = await db.selectFrom('list_sources').selectAll().orderBy('id').execute()
  const sources = []
  for (const row of rows) sources.push(await describe(context, row))
  const document = await currentDocument(db, vault, 'lists')
  const { mark } = await wantedNow(db)
  return {
    at: now,
    sources,
    published: document
      ? {
          at: document.issuedAt,
          digest: document.index?.digest ?? null,
          bytes: document.index?.bytes ?? 0,
          names: document.index?.names ?? 0,
          corrections: (await correctedHosts(db)).length,
        }
      : null,
    waiting: mark !== (await madeOf(db)),
    problem: lists.problem,
  }
}

export async function describe(context: Context, row: SourceRow) {
  const zone = zoneOf(await policyInForce(context))
  return describeSource(context, row, context.lists.isBusy(row.id), zone)
}

/** Nothing of it is in force before it was fetched and read. Throws a Refusal (422, 409). */
export async function addSource({ db }: Context, source: Add, by: By, now: number): Promise<SourceRow> {
  const address = source.from.kind === 'address' ? readAddress(source.from.address).href : null
  if (source.preset !== undefined && !PRESETS.some(({ id }) => id === source.preset))
    throw new Refusal(422, 'preset', 'There is no well-known source of that name.', { field: 'preset' })
  return db.transaction().execute(async (trx) => {
    const { count } = await trx
      .selectFrom('list_sources')
      .select((e) => e.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    if (count >= MOST_SOURCES)
      throw new Refusal(409, 'sources-full', `There are ${MOST_SOURCES} sources already.`)
    const row = await trx
      .insertInto('list_sources')
      .values({
        name: source.name,
        licence: source.licence,
        preset: source.preset ?? null,
        address,
        file: source.from.kind === 'file' ? source.from.name : '',
        format: source.format,
        mapping: JSON.stringify(source.mapping),
        schedule: source.schedule,
        on: 1,
        pinned: 0,
        added: now,
        checked: null,
        etag: null,
        modified: null,
        failing: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await note(trx, by.actor, 'list-add', String(row.id))
    return row
  })
}

/**
 * Changes a source; reads it anew when it is taken for something else, and fetches it when it comes from elsewhere.
 * Throws a Refusal (404, 409, 422).
 */
export async function changeSource(context: Context, id: number, change: Change, by: By): Promise<SourceRow> {
  const { db, lists } = context
  const before = await needSource(db, id)
  if (lists.isBusy(id))
    throw new Refusal(409, 'busy', 'This source is being fetched or read: wait until that is done.')
  if (change.address !== undefined && before.address === null)
    throw new Refusal(409, 'no-address', 'This source comes as a file: upload it.')
  const address = change.address === undefined ? before.address : readAddress(change.address).href
  const isElsewhere = address !== before.address
  const { format = before.format, mapping = mappingOf(before) } = change
  const isOther = format !== before.format || JSON.stringify(mapping) !== before.mapping
  await db
    .updateTable('list_sources')
    .set({
      ...(change.name !== undefined && { name: change.name }),
      ...(change.licence !== undefined && { licence: change.licence }),
      ...(change.format !== undefined && { format: change.format }),
      ...(change.mapping !== undefined && { mapping: JSON.stringify(change.mapping) }),
      ...(change.schedule !== undefined && { schedule: change.schedule }),
      ...(change.on !== undefined && { on: change.on ? 1 : 0 }),
      address,
      // Taken for something else, what came last and is not in force must come once more to be judged.
      ...((isElsewhere || isOther) && { etag: null, modified: null }),
    })
    .where('id', '=', id)
    .execute()
  await note(db, by.actor, 'list-change', `${id} ${Object.keys(change).toSorted().join()}`)
  const row = await needSource(db, id)
  if (isElsewhere && row.on === 1) lists.fetch(row)
  else if (isOther) lists.readAgain(row)
  lists.publishSoon()
  return row
}

/** Its names leave every device with the next lists. Throws a Refusal (404, 409). */
export async function removeSource({ db, lists, environment }: Context, id: number, by: By): Promise<void> {
  await needSource(db, id)
  if (lists.isBusy(id))
    throw new Refusal(409, 'busy', 'This source is being fetched or read: wait until that is done.')
  const folders = new Folders(environment.dataDir)
  const updates = await db
    .selectFrom('list_updates')
    .select('digest')
    .where('source', '=', id)
    .where('kept', '=', 1)
    .execute()
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('list_sources').where('id', '=', id).execute()
    await note(trx, by.actor, 'list-remove', String(id))
  })
  for (const { digest } of updates) await removeUnused(db, folders, digest)
  rmSync(folders.raw(id), { force: true })
  await folders.forgetRaw(id, new Set())
  lists.publishSoon()
}
