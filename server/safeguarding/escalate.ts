/** Concerns that nobody opened in the set time: their readers are told again, and those who were to read them later may. */
import type { Context } from '../context.ts'
import { currentDocument } from '../documents/documents.ts'
import type { ConcernsTable } from '../db/tables/safeguarding.ts'
import type { Database } from '../db/open.ts'
import type { KeyLedger } from './ledger.ts'
import { ownersOf, readersNow } from './readers.ts'
import { isOverdue } from './times.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'ledgers' | 'mail'>

/** Until a policy says in which zone the school is. */
const ZONE = 'Europe/London'
/** Told so often and still unopened, it stands first in the inbox: more mail would not be read either. */
export const MOST_REMINDERS = 20

/** Looks through what nobody has opened. @returns how many are on their way to somebody else now */
export async function escalate({ db, vault, ledgers, mail }: Parts, now: number): Promise<number> {
  const unopened = await db.selectFrom('concerns').selectAll().where('state', '=', 'sent').execute()
  if (unopened.length === 0) return 0
  const policy = await currentDocument(db, vault, 'policy')
  const setting = { times: policy?.concerns, zone: policy?.timeZone ?? ZONE }
  const ledger = await ledgers.current()
  let moved = 0
  for (const concern of unopened) {
    if (concern.reminded >= MOST_REMINDERS) continue
    if (!isOverdue(concern, setting, now) && !(await isDeserted(db, ledger, concern))) continue
    await db.transaction().execute(async (trx) => {
      const reminded = concern.reminded + 1
      await trx
        .updateTable('concerns')
        .set({ reminded })
        .where('id', '=', concern.id)
        .where('state', '=', 'sent')
        .execute()
      await mail.queue(
        trx,
        await ownersOf(trx, await readersNow(trx, ledger, { id: concern.id, reminded })),
        now,
      )
    })
    moved += 1
  }
  return moved
}

/** The keys that were to read it first have ended, and others were to read it later. */
async function isDeserted(db: Database, ledger: KeyLedger, concern: ConcernsTable): Promise<boolean> {
  if (concern.reminded > 0 || (await readersNow(db, ledger, concern)).length > 0) return false
  return (await readersNow(db, ledger, { id: concern.id, reminded: 1 })).length > 0
}
