/** That somebody agreed, as their device says it: on record once, whoever uses the device by then. */
import type { Given, Givens } from '../../lib/protocol/agreement.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import { policyInForce } from '../documents/documents.ts'
import type { Installation } from '../enrolment/installations.ts'
import { Refusal } from '../errors.ts'
import { endOfYear, yearNow } from './years.ts'

/** Of one installation in a day: a class that shares one. */
const MOST_A_DAY = 100
const DAY = 86_400_000

/**
 * Keeps what is new, and answers which are on record. What an installation says that nobody confirmed, or about somebody
 * it does not stand for, is kept apart: it counts when the school has said that it does (migration 0013). Refuses (422)
 * a text that never was one, and a school year that is neither this one nor next to it.
 */
export async function takeGiven(
  context: Context,
  installation: Installation,
  { person: name, given }: Givens,
  now: number,
): Promise<string[]> {
  const { db, people } = context
  const policy = await policyInForce(context)
  await check(db, given, yearNow(policy, now))
  const person = name.trim() === '' ? null : await people.numberOf(db, name)
  const whose = {
    device: installation.installation,
    installation: installation.id,
    person,
    person_from: person !== null && person === installation.person ? installation.person_from : null,
    received: now,
  }
  const added = await db.transaction().execute(async (trx) => {
    let rows = 0
    for (const { id, text, year, at, wasOffline } of given) {
      const said = { given: id, text, year, at, offline: wasOffline ? 1 : 0, until: endOfYear(policy, year) }
      const { numInsertedOrUpdatedRows } = await trx
        .insertInto('agreement_given')
        .values({ ...whose, ...said })
        .onConflict((c) => c.columns(['device', 'given']).doNothing())
        .executeTakeFirstOrThrow()
      rows += Number(numInsertedOrUpdatedRows ?? 0)
    }
    if (rows === 0) return rows
    await needRoom(trx, installation.installation, now)
    await note(trx, `device:${installation.id}`, 'agreement-given', String(rows))
    return rows
  })
  // Their other devices need ask no more.
  if (added > 0 && person !== null) context.live.hub.news([person])
  return given.map(({ id }) => id)
}

async function check(db: Database, given: readonly Given[], year: number): Promise<void> {
  for (const [i, one] of given.entries()) {
    if (Math.abs(one.year - year) > 1) {
      const field = `given.${i}.year`
      throw new Refusal(422, 'school-year', `${field}: this school year is ${year}.`, { field })
    }
    const known = await db
      .selectFrom('agreement_texts')
      .select('name')
      .where('name', '=', one.text)
      .executeTakeFirst()
    if (known) continue
    const field = `given.${i}.text`
    const message = `${field}: the school has published no text of this name; fetch the policy and ask again.`
    throw new Refusal(422, 'unknown-text', message, { field })
  }
}

/** Throws a Refusal (429), which undoes what was just added. */
async function needRoom(trx: Database, device: string, now: number): Promise<void> {
  const { n } = await trx
    .selectFrom('agreement_given')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('device', '=', device)
    .where('received', '>', now - DAY)
    .executeTakeFirstOrThrow()
  if (n <= MOST_A_DAY) return
  throw new Refusal(429, 'rate', 'That is a lot for one day: it is sent again tomorrow.', {
    retryAfter: 3600,
  })
}
