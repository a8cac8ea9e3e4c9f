/** Who has a concern in hand: taken, or handed to another who may read it, who is told that a concern waits. */
import { type Hand, isSignedHand } from '../../lib/protocol/concern-hands.ts'
import type { ConcernState } from '../../lib/protocol/concern-state.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import { Refusal } from '../errors.ts'
import type { Whose } from './acts.ts'
import { waitForHanded } from './handed.ts'
import { needConcern } from './needed.ts'
import { ownersOf, readersNow } from './readers.ts'

type Parts = Pick<Context, 'db' | 'ledgers' | 'mail'>

/** Statements of one concern: the last counts, and whoever makes many keeps nobody from making the next. */
const MOST_KEPT = 500

/** The last statement of a concern. */
export async function handOf(db: Database, concern: string): Promise<Hand | undefined> {
  const row = await db
    .selectFrom('concern_hands')
    .select(['number', 'key as to', 'at', 'by', 'signature'])
    .where('concern', '=', concern)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row
}

/** Keeps a statement that goes on from the last one. The same one again changes nothing. */
export async function handOn(
  { db, ledgers, mail }: Parts,
  { me, id }: Whose,
  hand: Hand,
  now: number,
): Promise<ConcernState> {
  const ledger = await ledgers.current()
  const own = ledger.keys.find((key) => key.id === me)
  if (!own || hand.by !== me || !(await isSignedHand(id, hand, own.sign)))
    throw new Refusal(422, 'invalid', 'It is not signed by the key that sends it.', { field: 'signature' })
  const state = await db.transaction().execute(async (trx) => {
    const concern = await needConcern(trx, me, id)
    if (!(await readersNow(trx, ledger, concern)).includes(hand.to))
      throw new Refusal(409, 'no-reader', 'This key may not read the concern.', { field: 'to' })
    const last = await handOf(trx, id)
    if (last?.signature === hand.signature) return concern.state
    if (hand.number !== (last?.number ?? 0) + 1)
      throw new Refusal(409, 'not-the-next', 'Somebody else took it or handed it on meanwhile: look again.')
    const { to, ...said } = hand
    await trx
      .insertInto('concern_hands')
      .values({ concern: id, key: to, ...said, came: now })
      .execute()
    await trx
      .deleteFrom('concern_hands')
      .where('concern', '=', id)
      .where('number', '<=', hand.number - MOST_KEPT)
      .execute()
    const mine = await ownersOf(trx, [me])
    const theirs = (await ownersOf(trx, [to])).filter((person) => !mine.includes(person))
    await mail.queue(trx, theirs, now)
    await waitForHanded(trx, concern, { keys: theirs.length > 0 ? [to] : [], how: 'hand', by: me }, now)
    return concern.state
  })
  mail.send()
  return state
}
