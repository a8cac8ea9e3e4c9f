/**
 * Concerns that were handed to somebody: they are reminded when they have not opened one in the set time, and then the
 * lead hears of it, as far as the pupil let the lead read it. What stands here is gone with the opening.
 */
import type { Context } from '../context.ts'
import type { ConcernHandedTable, ConcernsTable } from '../db/tables/safeguarding.ts'
import type { Database } from '../db/open.ts'
import { currentDocument, zoneOf } from '../documents/documents.ts'
import type { KeyLedger } from './ledger.ts'
import { ownersOf, readersNow } from './readers.ts'
import { isOverdue, keptTime } from './times.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'ledgers' | 'mail'>

/** Told so often, more mail would not be read either; the inbox goes on saying it. */
const MOST_TOLD = 5

/** It waits for these keys from now on. Whom it was handed to by hand before is waited for no more. */
export async function waitForHanded(
  trx: Database,
  concern: ConcernsTable,
  { keys, how, by }: Pick<ConcernHandedTable, 'how' | 'by'> & { readonly keys: readonly string[] },
  now: number,
): Promise<void> {
  if (how === 'hand')
    await trx
      .deleteFrom('concern_handed')
      .where('concern', '=', concern.id)
      .where('how', '=', 'hand')
      .execute()
  if (keys.length === 0) return
  const since = keptTime(concern, now)
  await trx
    .insertInto('concern_handed')
    .values(keys.map((key) => ({ concern: concern.id, key, how, by, since, told: 0 })))
    .onConflict((c) => c.columns(['concern', 'key']).doUpdateSet({ how, by, since, told: 0 }))
    .execute()
}

/** Somebody opened it: with any key of theirs, and for all to whom it went on together. */
export async function handedOpened(trx: Database, concern: string, me: string): Promise<void> {
  const own = trx
    .selectFrom('safeguarding_keys as k')
    .innerJoin('safeguarding_keys as m', 'm.person', 'k.person')
    .select('k.key')
    .where('m.key', '=', me)
  const waited = await trx
    .deleteFrom('concern_handed')
    .where('concern', '=', concern)
    .where('key', 'in', own)
    .returning('how')
    .execute()
  if (waited.some(({ how }) => how === 'onward'))
    await trx
      .deleteFrom('concern_handed')
      .where('concern', '=', concern)
      .where('how', '=', 'onward')
      .execute()
}

/** It is closed: nobody need open it. */
export const handedClosed = (trx: Database, concern: string): Promise<unknown> =>
  trx.deleteFrom('concern_handed').where('concern', '=', concern).execute()

type Waiting = ConcernHandedTable & Pick<ConcernsTable, 'id' | 'today' | 'unnamed' | 'reminded'>

/** Looks through what was handed on. @returns of how many somebody is told now */
export async function remindOfHanded({ db, vault, ledgers, mail }: Parts, now: number): Promise<number> {
  const waiting = await db
    .selectFrom('concern_handed')
    .innerJoin('concerns', 'concerns.id', 'concern_handed.concern')
    .selectAll('concern_handed')
    .select(['concerns.id', 'concerns.today', 'concerns.unnamed', 'concerns.reminded'])
    .where('concern_handed.told', '<', MOST_TOLD)
    .execute()
  if (waiting.length === 0) return 0
  const ledger = await ledgers.current()
  const policy = await currentDocument(db, vault, 'policy')
  const setting = { times: policy?.concerns, zone: zoneOf(policy) }
  const isGone = ({ key }: Waiting) => !ledger.keys.some(({ id }) => id === key)
  const due = waiting.filter((one) => isGone(one) || isOverdue({ ...one, waits: one.since }, setting, now))
  for (const one of due)
    await db.transaction().execute(async (trx) => {
      if (isGone(one)) await tellOfGone(mail, trx, ledger, one, now)
      else await tellAgain(mail, trx, ledger, one, now)
    })
  return due.length
}

async function tellAgain(
  mail: Parts['mail'],
  trx: Database,
  ledger: KeyLedger,
  one: Waiting,
  now: number,
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('concern_handed')
    .set({ told: one.told + 1 })
    .where('concern', '=', one.concern)
    .where('key', '=', one.key)
    .where('told', '=', one.told)
    .where('since', '=', one.since)
    .executeTakeFirst()
  // Opened meanwhile, or handed on anew.
  if (numUpdatedRows === 0n) return
  const theirs = await ownersOf(trx, [one.key])
  await mail.queue(trx, theirs, now, 'concern-handed')
  if (one.told > 0) await tellLead(mail, trx, ledger, one, theirs, now)
}

/** Their key has ended: nobody waits for them, and the lead hears of it unless it went to others too. */
async function tellOfGone(
  mail: Parts['mail'],
  trx: Database,
  ledger: KeyLedger,
  one: Waiting,
  now: number,
): Promise<void> {
  const { numDeletedRows } = await trx
    .deleteFrom('concern_handed')
    .where('concern', '=', one.concern)
    .where('key', '=', one.key)
    .where('told', '=', one.told)
    .where('since', '=', one.since)
    .executeTakeFirst()
  if (numDeletedRows === 0n) return
  const others = await trx
    .selectFrom('concern_handed')
    .select('key')
    .where('concern', '=', one.concern)
    .where('how', '=', 'onward')
    .execute()
  if (one.how === 'hand' || others.length === 0) await tellLead(mail, trx, ledger, one, [], now)
}

/** Those of the team who may read it, and whoever handed it on: nobody whom the pupil left out learns that it is there. */
async function tellLead(
  mail: Parts['mail'],
  trx: Database,
  ledger: KeyLedger,
  one: Waiting,
  except: readonly number[],
  now: number,
): Promise<void> {
  const readers = await readersNow(trx, ledger, one)
  const isTold = (id: string) =>
    id === one.by || ledger.keys.some((key) => key.id === id && key.role === 'team')
  const people = await ownersOf(trx, readers.filter(isTold))
  await mail.queue(
    trx,
    people.filter((person) => !except.includes(person)),
    now,
    'handed-unopened',
  )
}
