/** In which order safeguarding leads are told of alerts: as they have set it, else whoever has been staff longest first. */
import type { Telling } from '../../lib/protocol/alerts.ts'
import { CONCERN_TIMES } from '../../lib/policy/concerns.ts'
import { z } from '../../lib/zod.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import { readMeta, writeMeta } from '../db/meta.ts'
import type { Database } from '../db/open.ts'
import { policyInForce } from '../documents/documents.ts'
import { nameOf } from '../staff/members.ts'
import { staffWith } from '../staff/with-role.ts'

const ORDER = 'alerts-order'
const orderSchema = z.array(z.int())

type Parts = Pick<Context, 'db' | 'vault' | 'people' | 'mail'>

/** Numbers of `people`. Whoever is new stands at the end; whoever has left is not here. */
export async function ledOrder(db: Database): Promise<number[]> {
  const leads = await staffWith(db, 'dsl')
  const set = orderSchema.parse(JSON.parse((await readMeta(db, ORDER)) ?? '[]'))
  return [...set.filter((one) => leads.includes(one)), ...leads.filter((one) => !set.includes(one))]
}

export const setOrder = (db: Database, order: readonly number[], actor: string): Promise<void> =>
  db.transaction().execute(async (trx) => {
    await writeMeta(trx, ORDER, JSON.stringify([...new Set(order)]))
    await note(trx, actor, 'alerts-order', order.map((person) => `person:${person}`).join(' '))
  })

export async function telling(parts: Parts): Promise<Telling> {
  const policy = await policyInForce(parts)
  return {
    order: await named(parts, await ledOrder(parts.db)),
    openWithin: (policy?.concerns ?? CONCERN_TIMES).openWithin,
    heads: (await staffWith(parts.db, 'head')).length,
    mail: parts.mail.state.state,
  }
}

/** People of the staff with what they are called; empty for somebody who is gone. */
export const named = (parts: Pick<Context, 'db' | 'vault' | 'people'>, persons: readonly number[]) =>
  Promise.all(persons.map(async (person) => ({ person, name: (await nameOf(parts, person)) ?? '' })))
