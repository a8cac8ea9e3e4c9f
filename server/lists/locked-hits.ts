/**
 * That somebody came upon an entry of a locked list: which entry, when and who, never the address, which no device
 * sends. For the safeguarding leads, who are told by mail that there is something to look at.
 */
import { categoryIdSchema } from '../../lib/policy/document.ts'
import type { LockedHits } from '../../lib/protocol/locked-hits.ts'
import { listedInRowSchema, type Row } from '../../lib/protocol/rows.ts'
import { MINUTE } from '../../lib/time/zone.ts'
import { z } from '../../lib/zod.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import { numbersOf, pieceOf } from '../db/piece.ts'
import type { LockedHitsTable } from '../db/tables/locked.ts'
import { PLACE_OF, type Vault } from '../keys/vault.ts'
import { staffWith } from '../staff/with-role.ts'

export interface LockedHit {
  readonly seq: number
  /** An index into the batch's people, or null. */
  readonly person: number | null
  readonly at: number
  /** Sealed. */
  readonly content: Uint8Array
}

const contentSchema = z.extend(listedInRowSchema, { category: z.nullable(categoryIdSchema) })

/** Mail is sent no oftener: a page that loads twenty such addresses is one thing to look at. */
const AT_MOST_EACH = 15 * MINUTE
const TOLD = 'locked-told'
/** In one answer. */
const PIECE = 50

/** What one row says of it; null for every other row. */
export function lockedHitOf(
  row: Row,
  at: number,
  person: number | null,
  { vault, id }: { readonly vault: Vault; readonly id: number },
): LockedHit | null {
  if (row.kind !== 'blocked' || row.listed === undefined) return null
  const content = JSON.stringify({ ...row.listed, category: row.categories[0] ?? null })
  return { seq: row.seq, person, at, content: vault.seal(content, PLACE_OF.lockedHit(id, row.seq)) }
}

/** List, entry and kind of one that is kept. */
export const openLockedHit = (
  vault: Vault,
  { installation, seq, content }: Pick<LockedHitsTable, 'installation' | 'seq' | 'content'>,
) => contentSchema.parse(JSON.parse(vault.open(content, PLACE_OF.lockedHit(installation, seq))))

/** Keeps them in the batch's own transaction. @returns whether any was new */
export async function keepLockedHits(
  trx: Database,
  installation: number,
  hits: readonly LockedHit[],
  personOf: (index: number | null) => number | null,
  now: number,
): Promise<boolean> {
  let isNew = false
  for (const { seq, at, person, content } of hits) {
    const row = { installation, seq, at, received: now, person: personOf(person), told: 0 }
    const { numInsertedOrUpdatedRows = 0n } = await trx
      .insertInto('locked_hits')
      .values({ ...row, content: new Uint8Array(content) })
      .onConflict((c) => c.doNothing())
      .executeTakeFirst()
    isNew ||= numInsertedOrUpdatedRows > 0n
  }
  return isNew
}

/** Of installations that the school has confirmed: nobody else was given the lists. */
const confirmed = (db: Database) =>
  db
    .selectFrom('locked_hits')
    .innerJoin('installations', 'installations.id', 'locked_hits.installation')
    .where('installations.state', '=', 'confirmed')

/** Tells the leads by mail of what they have not been told of. @returns whether there was anything to tell */
export async function tellLeads({ db, mail }: Pick<Context, 'db' | 'mail'>, now: number): Promise<boolean> {
  const told = await db.transaction().execute(async (trx) => {
    const waiting = await confirmed(trx)
      .select(['locked_hits.installation', 'seq'])
      .where('told', '=', 0)
      .execute()
    if (waiting.length === 0 || now - (await lastTold(trx, now)) < AT_MOST_EACH) return false
    const leads = await leadsOf(trx)
    if (leads.length === 0) return false
    await mail.queue(trx, leads, now, 'illegal')
    for (const { installation, seq } of waiting)
      await trx
        .updateTable('locked_hits')
        .set({ told: 1 })
        .where('installation', '=', installation)
        .where('seq', '=', seq)
        .execute()
    await trx
      .insertInto('meta')
      .values({ key: TOLD, value: String(now) })
      .onConflict((c) => c.column('key').doUpdateSet({ value: String(now) }))
      .execute()
    return true
  })
  if (told) mail.send()
  return told
}

/** A clock that was ahead keeps nobody from being told. */
async function lastTold(db: Database, now: number): Promise<number> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', TOLD).executeTakeFirst()
  const at = Number(row?.value ?? 0)
  return at > now ? 0 : at
}

/** Everybody whom such a thing is told. */
export const leadsOf = (db: Database): Promise<number[]> => staffWith(db, 'dsl')

/** The newest first; those before one of them, when its place is named. */
export async function lockedHits(
  { db, vault, people }: Pick<Context, 'db' | 'vault' | 'people'>,
  before?: string,
): Promise<LockedHits> {
  let query = confirmed(db)
    .select(['locked_hits.installation', 'seq', 'at', 'received', 'locked_hits.person', 'content'])
    .select(['installations.installation as code', 'asset_id', 'directory_id'])
  if (before !== undefined) {
    const [received = 0, installation = 0, seq = 0] = numbersOf(before)
    query = query.where((e) =>
      e(e.refTuple('received', 'locked_hits.installation', 'seq'), '<', e.tuple(received, installation, seq)),
    )
  }
  const rows = await query
    .orderBy('received', 'desc')
    .orderBy('locked_hits.installation', 'desc')
    .orderBy('seq', 'desc')
    .limit(PIECE + 1)
    .execute()
  const { items, next } = pieceOf(rows, PIECE, (row) => `${row.received}.${row.installation}.${row.seq}`)
  const names = await people.namesOf(
    db,
    items.flatMap(({ person }) => (person === null ? [] : [person])),
  )
  return {
    hits: items.map(({ installation, seq, at, person, content, code, asset_id, directory_id }) => ({
      at,
      ...openLockedHit(vault, { installation, seq, content }),
      who: person === null ? null : (names.get(person) ?? null),
      device: asset_id ?? directory_id ?? code.slice(0, 8),
    })),
    next,
  }
}
