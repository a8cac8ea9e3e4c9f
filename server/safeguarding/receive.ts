/**
 * The pupil's side: a concern arrives, its mailbox is read, something is added. Whoever asks was proved to be one of the
 * school's installations; which one is not kept, not counted and not logged. The mailbox's secret says whose concern it is.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { ConcernRequest, FollowUpRequest, Mailbox } from '../../lib/protocol/concerns.ts'
import type { ConcernState } from '../../lib/protocol/concern-state.ts'
import type { Wrap } from '../../lib/protocol/sealed.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import type { ConcernsTable } from '../db/tables/safeguarding.ts'
import { Refusal } from '../errors.ts'
import type { KeyLedger } from './ledger.ts'
import { addMessage, messagesOf } from './messages.ts'
import { ownersOf, readersNow } from './readers.ts'
import { hourOf, keptTime } from './times.ts'

type Parts = Pick<Context, 'db' | 'ledgers' | 'mail'>

/** Keeps a concern and tells its readers. The same one again changes nothing. `needRoom` throws where there is none for it. */
export async function receive(
  { db, ledgers, mail }: Parts,
  asked: ConcernRequest,
  needRoom: () => void,
  now: number,
): Promise<ConcernState> {
  const ledger = await ledgers.current()
  const mailbox = Buffer.from(asked.mailbox, 'base64url')
  const timed = { today: asked.today ? 1 : 0, unnamed: asked.identity ? 1 : 0 }
  const state = await db.transaction().execute(async (trx) => {
    const known = await trx
      .selectFrom('concerns')
      .select(['state', 'mailbox'])
      .where('id', '=', asked.id)
      .executeTakeFirst()
    if (known && !isSame(known.mailbox, mailbox))
      throw new Refusal(409, 'other-concern', 'Another concern has this id.')
    if (known) return known.state
    check(asked, ledger)
    needRoom()
    const received = keptTime(timed, now)
    const concern = {
      id: asked.id,
      received,
      ...timed,
      state: 'sent',
      changed: hourOf(now),
      mailbox,
      reminded: 0,
      waits: received,
      told: 0,
    } as const
    await trx.insertInto('concerns').values(concern).execute()
    await keepContent(trx, asked)
    await tell(trx, { mail, ledger, concern }, now)
    return concern.state
  })
  mail.send()
  return state
}

/** Only what the ledger bears out: the rest is a mistake, or this server's ledger is older than the device's. */
function check({ content, later, identity }: ConcernRequest, ledger: KeyLedger): void {
  if (ledger.name === '') throw new Refusal(409, 'not-set-up', 'The school has no safeguarding key yet.')
  needKnown(content.to, ledger, 'content.to')
  needKnown(identity?.pairs.flatMap(({ halves }) => halves) ?? [], ledger, 'identity.pairs')
  const named = new Set(content.to.map(({ key }) => key))
  if (named.size < content.to.length || later.some((key) => !named.has(key)))
    throw new Refusal(422, 'invalid', 'Each key is named once, and whoever reads later is among them.', {
      field: 'content.to',
    })
}

function needKnown(wraps: readonly Wrap[], { ever }: KeyLedger, field: string): void {
  if (wraps.every(({ key }) => ever.has(key))) return
  throw new Refusal(409, 'unknown-key', 'It is sealed to a key that the school’s list does not have.', {
    field,
  })
}

async function keepContent(trx: Database, { id, content, later, identity }: ConcernRequest): Promise<void> {
  const { nonce, sealed, to } = content
  await trx
    .insertInto('concern_contents')
    .values({ concern: id, nonce, sealed, identity: identity ? JSON.stringify(identity) : null })
    .execute()
  const isLater = new Set(later)
  await trx
    .insertInto('concern_wraps')
    .values(
      to.map(({ key, enc, wrapped }) => ({
        concern: id,
        key,
        enc,
        wrapped,
        later: isLater.has(key) ? 1 : 0,
      })),
    )
    .execute()
}

/** State and answers, for whoever has the secret. */
export async function mailboxOf(
  { db }: Pick<Parts, 'db'>,
  id: string,
  secret: string | undefined,
): Promise<Mailbox> {
  const { state } = await opened(db, id, secret)
  const looked = await db
    .selectFrom('concern_acts')
    .select('at')
    .where('concern', '=', id)
    .where('act', '=', 'identity')
    .orderBy('at')
    .execute()
  return { state, messages: await messagesOf(db, id), identityOpened: looked.slice(0, 50) }
}

/** The pupil adds something; its readers are told. A closed concern is taken up again by it. */
export async function addFollowUp(
  { db, ledgers, mail }: Parts,
  { id, secret }: { readonly id: string; readonly secret: string | undefined },
  said: FollowUpRequest,
  needRoom: () => void,
  now: number,
): Promise<ConcernState> {
  const ledger = await ledgers.current()
  const state = await db.transaction().execute(async (trx) => {
    // Not before: somebody who opens it meanwhile has not read this.
    const concern = await opened(trx, id, secret)
    const next = concern.state === 'closed' ? 'seen' : concern.state
    const isNew = await addMessage(trx, ledger, concern, { ...said, sender: 'pupil' }, now)
    if (!isNew) return next
    needRoom()
    await trx
      .updateTable('concerns')
      .set({ state: next, changed: hourOf(now) })
      .where('id', '=', id)
      .execute()
    // What was added waits like a new concern; one that waits already is told of no later for it.
    if (concern.waits === null)
      await trx
        .updateTable('concerns')
        .set({ waits: keptTime(concern, now), told: 0 })
        .where('id', '=', id)
        .execute()
    await tell(trx, { mail, ledger, concern }, now)
    return next
  })
  mail.send()
  return state
}

/** Tells its readers. When none is left, whoever was to read it later may at once. */
async function tell(
  trx: Database,
  { mail, ledger, concern }: Pick<Parts, 'mail'> & { ledger: KeyLedger; concern: ConcernsTable },
  now: number,
): Promise<void> {
  const { id } = concern
  let readers = await readersNow(trx, ledger, concern)
  if (readers.length === 0) {
    const reminded = concern.reminded + 1
    await trx.updateTable('concerns').set({ reminded }).where('id', '=', id).execute()
    readers = await readersNow(trx, ledger, { id, reminded })
  }
  await mail.queue(trx, await ownersOf(trx, readers), now)
}

/** The concern whose secret this is. One that is not known and a wrong secret are told alike. */
async function opened(db: Database, id: string, secret: string | undefined): Promise<ConcernsTable> {
  const found = await db.selectFrom('concerns').selectAll().where('id', '=', id).executeTakeFirst()
  const hash = createHash('sha256')
    .update(secret ?? '')
    .digest()
  if (!isSame(found?.mailbox ?? Buffer.alloc(hash.length), hash) || !found)
    throw new Refusal(404, 'unknown-concern', 'There is no such concern, or the secret is not its own.')
  return found
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && timingSafeEqual(one, other)
