/** What a member does to a concern: answers, closes, asks for a half of who sent it, hands one over, opens it. */
import type { FollowUpRequest, SealedIdentity } from '../../lib/protocol/concerns.ts'
import type { ConcernState } from '../../lib/protocol/concern-state.ts'
import type { Wrap } from '../../lib/protocol/sealed.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import type { ConcernActsTable, ConcernsTable } from '../db/tables/safeguarding.ts'
import { Refusal } from '../errors.ts'
import { handedClosed } from './handed.ts'
import { needConcern } from './needed.ts'
import { addMessage } from './messages.ts'
import { ownersOf, readersNow } from './readers.ts'
import { hourOf } from './times.ts'

type Parts = Pick<Context, 'db' | 'ledgers' | 'mail'>

/** Which member, and which concern. */
export interface Whose {
  readonly me: string
  readonly id: string
}

export async function reply(
  { db, ledgers }: Parts,
  { me, id }: Whose,
  said: FollowUpRequest,
  now: number,
): Promise<ConcernState> {
  const ledger = await ledgers.current()
  return db.transaction().execute(async (trx) => {
    const concern = await needConcern(trx, me, id)
    if (await addMessage(trx, ledger, concern, { ...said, sender: 'staff' }, now))
      await setStateOf(trx, id, 'answered', now)
    return 'answered' as const
  })
}

export async function setState(
  { db }: Pick<Parts, 'db'>,
  { me, id }: Whose,
  state: 'closed' | 'seen',
  now: number,
): Promise<ConcernState> {
  return db.transaction().execute(async (trx) => {
    await needConcern(trx, me, id)
    await setStateOf(trx, id, state, now)
    // Who closed it is shown to every reader. One that nobody opened goes on waiting.
    if (state === 'closed') {
      await note(trx, { concern: id, act: 'closed', key: me, other: '' }, now)
      await handedClosed(trx, id)
    }
    return state
  })
}

/** The other readers are told that something waits: one of them hands over a half or does not. */
export async function askForHalf(parts: Parts, { me, id }: Whose, now: number): Promise<ConcernState> {
  const ledger = await parts.ledgers.current()
  const state = await parts.db.transaction().execute(async (trx) => {
    const concern = await needUnnamed(trx, { me, id })
    const isNew = await note(trx, { concern: id, act: 'asked', key: me, other: '' }, now)
    const others = (await readersNow(trx, ledger, concern)).filter((key) => key !== me)
    if (isNew) await parts.mail.queue(trx, await ownersOf(trx, others), now)
    return concern.state
  })
  parts.mail.send()
  return state
}

/** Hands this member's half to another: on record with both keys. */
export async function handOver(
  parts: Parts,
  { me, id }: Whose,
  half: Wrap,
  now: number,
): Promise<ConcernState> {
  const { keys } = await parts.ledgers.current()
  const state = await parts.db.transaction().execute(async (trx) => {
    const concern = await needUnnamed(trx, { me, id })
    const isOther = keys.some((key) => key.id === half.key) && half.key !== me
    if (!isOther || !(await isPair(trx, id, me, half.key)))
      throw new Refusal(409, 'no-pair', 'These two keys do not open together who sent this concern.', {
        field: 'half.key',
      })
    await note(trx, { concern: id, act: 'handed', key: me, other: half.key, half: JSON.stringify(half) }, now)
    await parts.mail.queue(trx, await ownersOf(trx, [half.key]), now)
    return concern.state
  })
  parts.mail.send()
  return state
}

/** Two have opened who sent it; the pupil reads that they did. */
export async function openedIdentity(
  { db }: Pick<Parts, 'db'>,
  { me, id }: Whose,
  other: string,
  now: number,
): Promise<ConcernState> {
  return db.transaction().execute(async (trx) => {
    const concern = await needUnnamed(trx, { me, id })
    const handed = await trx
      .selectFrom('concern_acts')
      .select('at')
      .where('concern', '=', id)
      .where('act', '=', 'handed')
      .where('key', '=', other)
      .where('other', '=', me)
      .executeTakeFirst()
    if (!handed) throw new Refusal(409, 'no-half', 'This key has not handed over a half.', { field: 'with' })
    await note(trx, { concern: id, act: 'identity', key: me, other }, now)
    return concern.state
  })
}

/** @returns whether it is on record only now */
async function note(
  trx: Database,
  act: Pick<ConcernActsTable, 'concern' | 'act' | 'key' | 'other'> & { readonly half?: string },
  now: number,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await trx
    .insertInto('concern_acts')
    .values({ half: null, ...act, at: now, last: now, upto: 0 })
    .onConflict((c) => {
      const again = c.columns(['concern', 'act', 'key', 'other'])
      // Of several closings the last counts; everything else is on record at its first time.
      return act.act === 'closed' ? again.doUpdateSet({ at: now, last: now }) : again.doNothing()
    })
    .executeTakeFirst()
  return numInsertedOrUpdatedRows > 0n
}

async function needUnnamed(trx: Database, { me, id }: Whose): Promise<ConcernsTable> {
  const concern = await needConcern(trx, me, id)
  if (concern.unnamed === 0) throw new Refusal(409, 'named', 'Who sent this concern is not hidden.')
  return concern
}

async function isPair(trx: Database, id: string, one: string, other: string): Promise<boolean> {
  const { identity } = await trx
    .selectFrom('concern_contents')
    .select('identity')
    .where('concern', '=', id)
    .executeTakeFirstOrThrow()
  const pairs = identity === null ? [] : (JSON.parse(identity) as SealedIdentity).pairs
  return pairs.some(({ halves }) => [one, other].every((key) => halves.some((half) => half.key === key)))
}

const setStateOf = (trx: Database, id: string, state: ConcernState, now: number): Promise<unknown> =>
  trx
    .updateTable('concerns')
    .set({ state, changed: hourOf(now) })
    .where('id', '=', id)
    .execute()
