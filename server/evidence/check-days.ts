/** Whether the days follow each other, and each is still made of what was noted in it. */
import { setImmediate } from 'node:timers/promises'
import type { Database } from '../db/open.ts'
import { LONGEST } from '../jobs/limits.ts'
import { entryDigest, headOf, rootOf } from './verifier/proof.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** Returns how many days there are. Of a day whose entries were kept long enough, the head alone is there. */
export async function checkDays(db: Database, now: number, tell: (problem: string) => void): Promise<number> {
  const days = await db.selectFrom('evidence_days').selectAll().orderBy('day').execute()
  const oldest = await db
    .selectFrom('evidence_entries')
    .select('id')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  let before: (typeof days)[number] | undefined
  for (const one of days) {
    const { day, first, last, root } = one
    const count = last - first + 1
    if (before !== undefined && first !== before.last + 1)
      tell(`between ${before.day} and ${day} entries are missing`)
    const head = headOf(before ? hex(before.head) : '', { day, count, root: hex(root) })
    if (head !== hex(one.head)) tell(`the head of ${day} does not follow from the day before`)
    // Days are let go of as a whole, the oldest first, and not before their time.
    if (one.closed >= now - LONGEST || (oldest !== undefined && last >= oldest.id)) {
      const digests = await digestsOf(db, first, last)
      if (digests.length !== count) tell(`${day} had ${count} entries and has ${digests.length}`)
      else if (hex(rootOf(digests)) !== hex(root)) tell(`${day} is not made of what was noted in it`)
    }
    before = one
    await setImmediate()
  }
  return days.length
}

export async function digestsOf(db: Database, first: number, last: number): Promise<Uint8Array[]> {
  const rows = await db
    .selectFrom('evidence_entries')
    .select(['head', 'body_digest'])
    .where('id', '>=', first)
    .where('id', '<=', last)
    .orderBy('id')
    .execute()
  return rows.map(({ head, body_digest }) => entryDigest(head, body_digest))
}
