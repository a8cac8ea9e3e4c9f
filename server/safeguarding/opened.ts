/** A concern as a member reads it, with all that is sealed in it. */
import { identitySchema, type WaitingConcern } from '../../lib/protocol/concerns.ts'
import { type Wrap } from '../../lib/protocol/sealed.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import type { ConcernActsTable } from '../db/tables/safeguarding.ts'
import { messagesOf } from './messages.ts'
import { notesOf } from './notes.ts'
import { exportsOf } from './exports.ts'
import { handedOpened } from './handed.ts'
import { handOf } from './hands.ts'
import { needConcern } from './needed.ts'
import { mayRead } from './readers.ts'
import { hourOf } from './times.ts'

type Parts = Pick<Context, 'db'>

/** As many of each as the wire carries. */
const MOST_ACTS = 40

/** Opens a concern: who did is on record from here on, and the pupil sees that somebody has. */
export async function open({ db }: Parts, me: string, id: string, now: number): Promise<WaitingConcern> {
  await db.transaction().execute(async (trx) => {
    const concern = await needConcern(trx, me, id)
    const messages = await trx
      .selectFrom('concern_messages')
      .select((e) => e.fn.max('number').as('last'))
      .where('concern', '=', id)
      .executeTakeFirst()
    const seen = { last: now, upto: messages?.last ?? 0 }
    await trx.updateTable('concerns').set({ waits: null, told: 0 }).where('id', '=', id).execute()
    await handedOpened(trx, id, me)
    await trx
      .insertInto('concern_acts')
      .values({ concern: id, act: 'opened', key: me, other: '', at: now, ...seen, half: null })
      .onConflict((c) => c.columns(['concern', 'act', 'key', 'other']).doUpdateSet(seen))
      .execute()
    if (concern.state === 'sent')
      await trx
        .updateTable('concerns')
        .set({ state: 'seen', changed: hourOf(now) })
        .where('id', '=', id)
        .execute()
  })
  return whole(db, me, id)
}

async function whole(db: Database, me: string, id: string): Promise<WaitingConcern> {
  const concern = await needConcern(db, me, id)
  const { nonce, sealed, identity } = await db
    .selectFrom('concern_contents')
    .selectAll()
    .where('concern', '=', id)
    .executeTakeFirstOrThrow()
  const wraps = await db
    .selectFrom('concern_wraps')
    .select(['key', 'enc', 'wrapped', 'later'])
    .where('concern', '=', id)
    .execute()
  const [acts, hand] = [await actsOf(db, id), await handOf(db, id)]
  const of = (act: ConcernActsTable['act']) => acts.filter((one) => one.act === act).slice(0, MOST_ACTS)
  const noted = ({ key, at }: ConcernActsTable) => ({ by: key, at })
  return {
    id,
    received: concern.received,
    today: concern.today === 1,
    state: concern.state,
    content: { nonce, sealed, to: wraps.map(({ key, enc, wrapped }) => ({ key, enc, wrapped })) },
    unnamed: concern.unnamed === 1,
    ...(identity !== null && { identity: identitySchema.parse(JSON.parse(identity) as unknown) }),
    handed: of('handed').flatMap((one) =>
      (one.other === me || one.key === me) && one.half !== null
        ? [{ ...noted(one), half: JSON.parse(one.half) as Wrap }]
        : [],
    ),
    messages: await messagesOf(db, id),
    opened: of('opened').map(noted),
    closed: of('closed').map(noted),
    asked: of('asked').map(noted),
    identityOpened: of('identity').map((one) => ({ ...noted(one), with: one.other })),
    later: wraps.filter((wrap) => !mayRead(concern, wrap)).map(({ key }) => key),
    ...(hand && { hand }),
    notes: await notesOf(db, id),
    exported: await exportsOf(db, id),
  }
}

const actsOf = (db: Database, concern: string): Promise<ConcernActsTable[]> =>
  db.selectFrom('concern_acts').selectAll().where('concern', '=', concern).orderBy('at').execute()
