/**
 * Taking a list of illegal content out: a membership may end. Whoever runs the server cannot do it alone and unseen: the
 * safeguarding leads are told first, and for three days nothing happens that they could not still stop by asking.
 */
import { HOUR } from '../../lib/time/zone.ts'
import { z } from '../../lib/zod.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import { within } from '../db/within.ts'
import { queueMail } from '../mail/queue.ts'
import { leadsOf } from './locked-hits.ts'
import { LockedRefused, needLocked, withoutLocked } from './locked.ts'

/** From the word to the leads until it may be done. Milliseconds. */
export const REMOVAL_WAITS = 72 * HOUR
/** What was not done by then is forgotten, and asked for anew. Milliseconds. */
const REMOVAL_LASTS = 14 * 24 * HOUR

const META = 'locked-removals'
/** By list: when it was asked for. */
const askedSchema = z.record(z.string(), z.number())

export interface Removal {
  /** `asked`: just now; `waits`: before; `done`: the list is out. */
  readonly state: 'asked' | 'waits' | 'done'
  /** From when it may be done. Epoch milliseconds. */
  readonly from: number
}

type Parts = Pick<Context, 'db' | 'vault'>

/** Asks for it, or does it when it was asked for long enough ago. Throws `LockedRefused`. */
export function removeLocked(parts: Parts, list: string, now = Date.now()): Promise<Removal> {
  return within(parts.db, async (db) => {
    await needLocked({ ...parts, db }, list)
    const asked = (await askedFor(db, now))[list]
    if (asked === undefined) return ask(db, list, now)
    const from = asked + REMOVAL_WAITS
    if (now < from) return { state: 'waits', from }
    await withoutLocked({ ...parts, db }, list, now)
    await forget(db, list, now)
    await note(db, 'command', 'remove-locked-list', list)
    return { state: 'done', from }
  })
}

/** The list stays after all. Throws `LockedRefused` where nobody wanted it out. */
export function keepLocked({ db: all }: Pick<Parts, 'db'>, list: string, now = Date.now()): Promise<void> {
  return within(all, async (db) => {
    if ((await askedFor(db, now))[list] === undefined)
      throw new LockedRefused(`Nobody has asked for “${list}” to be taken out.`)
    await forget(db, list, now)
    await note(db, 'command', 'keep-locked-list', list)
  })
}

/** By list: from when it may be taken out. */
export async function removalsOf(db: Database, now = Date.now()): Promise<ReadonlyMap<string, number>> {
  return new Map(
    Object.entries(await askedFor(db, now)).map(([list, asked]) => [list, asked + REMOVAL_WAITS]),
  )
}

async function ask(db: Database, list: string, now: number): Promise<Removal> {
  const leads = await leadsOf(db)
  if (leads.length === 0)
    throw new LockedRefused('There is no safeguarding lead to be told of it: give somebody that role first.')
  await write(db, { ...(await askedFor(db, now)), [list]: now })
  await queueMail(db, leads, now, 'locked-removal')
  await note(db, 'command', 'ask-remove-locked-list', list)
  return { state: 'asked', from: now + REMOVAL_WAITS }
}

/** Without what lasts no more, and what a clock that was ahead has left. */
async function askedFor(db: Database, now: number): Promise<Record<string, number>> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', META).executeTakeFirst()
  const all = row ? askedSchema.parse(JSON.parse(row.value)) : {}
  return Object.fromEntries(Object.entries(all).filter(([, at]) => at <= now && now - at < REMOVAL_LASTS))
}

async function forget(db: Database, list: string, now: number): Promise<void> {
  const { [list]: _, ...others } = await askedFor(db, now)
  await write(db, others)
}

async function write(db: Database, asked: Record<string, number>): Promise<void> {
  const value = JSON.stringify(asked)
  await db
    .insertInto('meta')
    .values({ key: META, value })
    .onConflict((c) => c.column('key').doUpdateSet({ value }))
    .execute()
}
