/** What was read becomes an update: in force at once, or held until somebody has looked. */
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import type { Tags } from './download.ts'
import type { ReadDone } from './jobs.ts'
import { networkManagers } from './managers.ts'
import { needSource, type SourceRow, updateIn } from './store.ts'

type Parts = Pick<Context, 'db' | 'mail'>

/**
 * `same`: it is the list that is in force, or the one that is held, already. `outrun`: another came into force while it
 * was read, so that it was judged against the wrong one: nothing is kept of it.
 */
export type Became = 'in-force' | 'held' | 'same' | 'outrun'

interface Read {
  /** The digest of the update in force that it was judged against; null when there was none. */
  readonly previous: string | null
  /** Of the address that it came from; null: those that are kept stay. */
  readonly tags: Tags | null
}

/**
 * Keeps what was read from a source. The source may have been changed while it was read: what is kept is judged by how
 * it is now. The managers of the network are told of what is held, once for each update.
 */
export async function keepUpdate(
  parts: Parts,
  source: number,
  read: ReadDone,
  now: number,
  { previous, tags }: Read,
): Promise<Became> {
  const { db, mail } = parts
  const became = await db.transaction().execute(async (trx) => {
    const row = await needSource(trx, source)
    const inForce = await updateIn(trx, source, 'in-force')
    const held = await updateIn(trx, source, 'held')
    if ((inForce?.digest ?? null) !== previous) return 'outrun'
    if (tags) await trx.updateTable('list_sources').set(tags).where('id', '=', source).execute()
    if (inForce?.digest === read.digest) {
      // The publisher has put it right by itself: what was held is over.
      if (held) await setState(trx, held.id, 'discarded')
      return 'same'
    }
    if (held?.digest === read.digest || (await isUnwanted(trx, source, read.digest))) return 'same'
    const mustWait = read.problems.length > 0 || row.pinned === 1
    // A newer one that waits takes the place of the older.
    if (held) await setState(trx, held.id, 'discarded')
    if (!mustWait && inForce) await setState(trx, inForce.id, 'earlier')
    await insert(trx, row, read, mustWait ? 'held' : 'in-force', now)
    const subject = `${source} ${read.digest.slice(0, 12)}`
    await note(trx, 'server', mustWait ? 'list-held' : 'list-taken', subject)
    if (mustWait && read.problems.length > 0)
      await mail.queue(trx, await networkManagers(trx), now, 'list-held')
    return mustWait ? 'held' : 'in-force'
  })
  if (became === 'held') mail.send()
  return became
}

/** Somebody has said no to this very list, or gone back from it, and none that came later was in force. */
async function isUnwanted(trx: Database, source: number, digest: string): Promise<boolean> {
  const ofSource = trx.selectFrom('list_updates').where('source', '=', source)
  const last = await ofSource
    .select(['id', 'decided'])
    .where('digest', '=', digest)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (last?.decided !== 'discarded') return false
  const later = await ofSource
    .select('id')
    .where('id', '>', last.id)
    .where('state', 'in', ['in-force', 'earlier'])
    .executeTakeFirst()
  return later === undefined
}

export const setState = (
  trx: Database,
  update: number,
  state: 'in-force' | 'earlier' | 'discarded',
): Promise<unknown> => trx.updateTable('list_updates').set({ state }).where('id', '=', update).execute()

const insert = (
  trx: Database,
  row: SourceRow,
  { digest, counts, problems }: ReadDone,
  state: 'in-force' | 'held',
  now: number,
) =>
  trx
    .insertInto('list_updates')
    .values({
      source: row.id,
      at: now,
      state,
      digest,
      counts: JSON.stringify(counts),
      problems: JSON.stringify(problems),
      decided: null,
      decided_at: null,
      decided_by: null,
      reason: null,
      kept: 1,
    })
    .execute()
