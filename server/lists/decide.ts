/** What somebody decides about updates: a held one is taken or not, an earlier one is put back, the one in force is pinned. */
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import { Refusal } from '../errors.ts'
import { PLACE_OF } from '../keys/vault.ts'
import type { By } from '../staff/guard.ts'
import { setState } from './keep-update.ts'
import { needSource, needUpdate, updateIn } from './store.ts'

type Parts = Pick<Context, 'db' | 'vault'>
interface Decision {
  readonly update: number
  readonly reason: string
}

/**
 * A held update comes into force, or an earlier one again: then the one that is left does not come back by itself.
 * Throws a Refusal (404, 409).
 */
export async function takeUpdate(
  { db, vault }: Parts,
  source: number,
  { update, reason }: Decision,
  by: By,
  now: number,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const row = await needUpdate(trx, source, update)
    if (row.state === 'in-force') throw new Refusal(409, 'in-force', 'This update is in force already.')
    if (row.kept === 0)
      throw new Refusal(409, 'not-kept', 'The names of this update are no longer kept: fetch the list again.')
    const left = await updateIn(trx, source, 'in-force')
    await replaceInForce(trx, source, update)
    if (left && row.state !== 'held')
      await keepDecision(trx, vault, { source, update: left.id, what: 'discarded', reason }, by, now)
    await keepDecision(trx, vault, { source, update, what: 'taken', reason }, by, now)
    await note(trx, by.actor, row.state === 'held' ? 'list-release' : 'list-roll-back', `${source} ${update}`)
  })
}

/** A held update is not wanted; the next one is judged afresh. Throws a Refusal (404, 409). */
export async function discardUpdate(
  { db, vault }: Parts,
  source: number,
  { update, reason }: Decision,
  by: By,
  now: number,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const row = await needUpdate(trx, source, update)
    if (row.state !== 'held') throw new Refusal(409, 'not-held', 'This update is not held.')
    await setState(trx, update, 'discarded')
    await keepDecision(trx, vault, { source, update, what: 'discarded', reason }, by, now)
    await note(trx, by.actor, 'list-discard', `${source} ${update}`)
  })
}

/** Whatever is fetched while it is pinned waits. Throws a Refusal (404, 409). */
export async function pinSource({ db }: Parts, source: number, pinned: boolean, by: By): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await needSource(trx, source)
    if (pinned && !(await updateIn(trx, source, 'in-force')))
      throw new Refusal(409, 'nothing-in-force', 'Nothing of this source is in force yet.')
    await trx
      .updateTable('list_sources')
      .set({ pinned: pinned ? 1 : 0 })
      .where('id', '=', source)
      .execute()
    const held = pinned ? undefined : await updateIn(trx, source, 'held')
    // It waited for the pin alone.
    if (held?.problems === '[]') await replaceInForce(trx, source, held.id)
    await note(trx, by.actor, pinned ? 'list-pin' : 'list-unpin', String(source))
  })
}

async function replaceInForce(trx: Database, source: number, update: number): Promise<void> {
  const inForce = await updateIn(trx, source, 'in-force')
  if (inForce) await setState(trx, inForce.id, 'earlier')
  await setState(trx, update, 'in-force')
}

interface Kept {
  readonly source: number
  readonly update: number
  readonly what: 'taken' | 'discarded'
  readonly reason: string
}

async function keepDecision(
  trx: Database,
  vault: Context['vault'],
  { source, update, what, reason }: Kept,
  by: By,
  now: number,
): Promise<void> {
  const sealed = vault.seal(reason, PLACE_OF.listDecision(source))
  await trx
    .updateTable('list_updates')
    .set({ decided: what, decided_at: now, decided_by: by.person, reason: sealed })
    .where('id', '=', update)
    .execute()
}
