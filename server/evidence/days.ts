/**
 * Days are closed when they are over: everything that was noted in one is the tree whose root its head is made of, with
 * the head before. The head goes out by mail, so that somebody outside this server can hold it against what is here.
 */
import { setImmediate } from 'node:timers/promises'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import { policyInForce, zoneOf } from '../documents/documents.ts'
import { dayOf, midnight } from '../record/days.ts'
import { anchorsOf } from './heads.ts'
import { entryDigest, headOf, rootOf } from './verifier/proof.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'mail'>

/** Digests read at once: a hundredth of a second. */
const AT_ONCE = 5_000

/** Closes every day that is over and has entries, the oldest first. Returns how many. */
export async function closeDays(parts: Parts, now: number): Promise<number> {
  const zone = zoneOf(await policyInForce(parts))
  const today = midnight(zone, now)
  let closed = 0
  while (await closeNext(parts, zone, today, now)) closed += 1
  return closed
}

async function closeNext({ db, mail }: Parts, zone: string, today: number, now: number): Promise<boolean> {
  const before = await lastDay(db)
  const opening = await db
    .selectFrom('evidence_entries')
    .select(['id', 'at'])
    .where('id', '>', before?.last ?? 0)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (opening === undefined) return false
  const at = await timeOf(db, opening, today)
  if (at === null) return false
  // A clock that was set back leaves entries of an earlier day: they are this day's.
  const day = later(dayOf(zone, at), before?.day)
  const end = Math.min(today, midnight(zone, midnight(zone, at) + 36 * 3_600_000))
  // Up to the last one that is surely of it: what stands before that came before it, whatever time it bears.
  const { last } = await db
    .selectFrom('evidence_entries')
    .select((e) => e.fn.max('id').as('last'))
    .where('id', '>=', opening.id)
    .where('at', '<', end)
    .executeTakeFirstOrThrow()
  const digests = await digestsUpTo(db, opening.id, last)
  const root = rootOf(digests)
  const head = headOf(before ? hex(before.head) : '', { day, count: digests.length, root: hex(root) })
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('evidence_days')
      .values({ day, first: opening.id, last, root, head: Buffer.from(head, 'hex'), closed: now })
      .execute()
    await note(trx, 'server', 'evidence-day', `${day} ${head}`)
    const { leads, governor } = await anchorsOf(trx)
    await mail.queue(trx, [...new Set([...leads, ...(governor === null ? [] : [governor])])], now, 'evidence')
  })
  mail.send()
  return true
}

/**
 * When the first entry that is in no day came; null while that day is not over. One of a clock that was ahead is of the
 * time of what came after it: it must not keep every day open until its own has come.
 */
async function timeOf(
  db: Database,
  { id, at }: { readonly id: number; readonly at: number },
  today: number,
): Promise<number | null> {
  if (at < today) return at
  const after = await db
    .selectFrom('evidence_entries')
    .select('at')
    .where('id', '>', id)
    .where('at', '<', today)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return after?.at ?? null
}

async function digestsUpTo(db: Database, first: number, last: number): Promise<Uint8Array[]> {
  const digests: Uint8Array[] = []
  for (let next = first; next <= last; next += AT_ONCE) {
    const page = await db
      .selectFrom('evidence_entries')
      .select(['head', 'body_digest'])
      .where('id', '>=', next)
      .where('id', '<', Math.min(next + AT_ONCE, last + 1))
      .orderBy('id')
      .execute()
    for (const { head, body_digest } of page) digests.push(entryDigest(head, body_digest))
    await setImmediate()
  }
  return digests
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** A day has one head: what comes late for a day that is closed belongs to the day after it. */
function later(day: string, closed: string | undefined): string {
  if (closed === undefined || day > closed) return day
  return new Date(Date.parse(closed) + 86_400_000).toISOString().slice(0, 10)
}

const lastDay = (db: Database) =>
  db.selectFrom('evidence_days').selectAll().orderBy('day', 'desc').limit(1).executeTakeFirst()
