/** A member hands a concern on, with a sealed reason, to those who were to read it later: they may from now on. */
import type { NoteRequest } from '../../lib/protocol/concern-notes.ts'
import type { ConcernState } from '../../lib/protocol/concern-state.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import type { Whose } from './acts.ts'
import { waitForHanded } from './handed.ts'
import { needConcern } from './needed.ts'
import { keepNote } from './notes.ts'
import { ownersOf, readersNow } from './readers.ts'

type Parts = Pick<Context, 'db' | 'ledgers' | 'mail'>

/** The reason is kept with it or not at all. Sent again, it changes nothing. */
export async function handOnward(
  { db, ledgers, mail }: Parts,
  { me, id }: Whose,
  reason: NoteRequest,
  now: number,
): Promise<ConcernState> {
  const ledger = await ledgers.current()
  const state = await db.transaction().execute(async (trx) => {
    const concern = await needConcern(trx, me, id)
    const before = await readersNow(trx, ledger, concern)
    const reminded = concern.reminded + 1
    const after = await readersNow(trx, ledger, { id, reminded })
    const isNew = await keepNote(trx, concern, { ...reason, kind: 'note' }, now)
    if (!isNew) return concern.state
    const next = after.filter((key) => !before.includes(key))
    if (next.length === 0)
      throw new Refusal(409, 'nobody-left', 'Everybody whom it is locked for may read it already.')
    await trx.updateTable('concerns').set({ reminded }).where('id', '=', id).execute()
    await mail.queue(trx, await ownersOf(trx, next), now)
    await waitForHanded(trx, concern, { keys: next, how: 'onward', by: me }, now)
    return concern.state
  })
  mail.send()
  return state
}
