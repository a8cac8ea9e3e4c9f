/** What the school wants tried beside Kerb's own cases: outside test pages, its own sites. */
import type { NewCheckAddress, SelfChecks } from '../../lib/protocol/self-check.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import { Refusal } from '../errors.ts'

/** As many as a device is told of. */
const MOST = 20

export const addressesOf = (db: Database): Promise<SelfChecks['addresses']> =>
  db
    .selectFrom('self_check_addresses')
    .select(['id', 'address', 'expected', 'label'])
    .orderBy('id')
    .limit(MOST)
    .execute()

export async function addAddress(
  db: Database,
  { address, expected, label }: NewCheckAddress,
  actor: string,
  now: number,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const all = await addressesOf(trx)
    if (all.some((one) => one.address === address))
      throw new Refusal(409, 'there', 'This address is tried already.', { field: 'address' })
    if (all.length >= MOST)
      throw new Refusal(409, 'full', `${MOST} addresses are tried already: take one out first.`, {
        field: 'address',
      })
    const { insertId } = await trx
      .insertInto('self_check_addresses')
      .values({ address, expected, label, added: now })
      .executeTakeFirstOrThrow()
    await note(trx, actor, 'self-check-add', String(insertId))
  })
}

export async function removeAddress(db: Database, id: number, actor: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { numDeletedRows } = await trx
      .deleteFrom('self_check_addresses')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    if (numDeletedRows === 0n) throw new Refusal(404, 'not-found', 'That address is not tried any more.')
    await note(trx, actor, 'self-check-remove', String(id))
  })
}
