/** Concerns that nobody opened in the set time: their readers are told again, and those who were to read them later may. */
import type { Context } from '../context.ts'
import { currentDocument, zoneOf } from '../documents/documents.ts'
import type { ConcernsTable } from '../db/tables/safeguarding.ts'
import type { Database } from '../db/open.ts'
import type { KeyLedger } from './ledger.ts'
import { ownersOf, readersNow } from './readers.ts'
import { isOverdue } from './times.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'ledgers' | 'mail'>

/** Told so often and still unopened, it stands first in the inbox: more mail would not be read either. */
export const MOST_REMINDERS = 20

/** Looks through what nobody has opened. @returns how many are on their way to somebody else now */
export async function escalate({ db, vault, ledgers, mail }: Parts, now: number): Promise<number> {
  const ledger = await ledgers.current()
  const concerns = [...(await overdue(db, vault, now)), ...(await deserted(db, ledger))]
  const moving = new Map(concerns.map((concern) => [concern.id, concern]))
  let moved = 0
  for (const { id, reminded, told, waits } of moving.values()) {
    const next = { reminded: reminded + 1, told: waits === null ? told : told + 1 }
    await db.transaction().execute(async (trx) => {
      // Opened since it was looked for, it must not reach those whom the pupil would have read it only unopened.
      const { numUpdatedRows } = await trx
        .updateTable('concerns')
        .set(next)
        .where('id', '=', id)
        .where('reminded', '=', reminded)
        .where('waits', waits === null ? 'is' : '=', waits)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return
      const readers = await readersNow(trx, ledger, { id, reminded: next.reminded })
      await mail.queue(trx, await ownersOf(trx, readers), now)
      moved += 1
    })
  }
  return moved
}

/** In which something of the pupil's waits longer than it should: the concern itself, or what was added. */
async function overdue(db: Database, vault: Context['vault'], now: number): Promise<ConcernsTable[]> {
  const waiting = await db
    .selectFrom('concerns')
    .selectAll()
    .where('waits', 'is not', null)
    .where('told', '<', MOST_REMINDERS)
    .execute()
  if (waiting.length === 0) return []
  const policy = await currentDocument(db, vault, 'policy')
  const setting = { times: policy?.concerns, zone: zoneOf(policy) }
  return waiting.filter((concern) => isOverdue(concern, setting, now))
}

/**
 * The keys that were to read it first have ended, and others were to read it later: also where one of those that ended
 * had opened it, because nobody else has. A closed one waits for what its pupil adds.
 */
const deserted = (db: Database, { keys }: KeyLedger): Promise<ConcernsTable[]> => {
  const inForce = [...keys.map(({ id }) => id), '']
  return db
    .selectFrom('concerns')
    .selectAll()
    .where('state', '!=', 'closed')
    .where('reminded', '=', 0)
    .where('id', 'not in', (e) =>
      e.selectFrom('concern_wraps').select('concern').where('later', '=', 0).where('key', 'in', inForce),
    )
    .where('id', 'in', (e) =>
      e.selectFrom('concern_wraps').select('concern').where('later', '=', 1).where('key', 'in', inForce),
    )
    .execute()
}
