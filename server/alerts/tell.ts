/**
 * Who is told of an alert by mail, and when: a high one at once and at any hour, a medium one while the team reads, a low
 * one never by itself. Whoever does not open it is followed by the next, as with concerns.
 */
import { CONCERN_TIMES } from '../../lib/policy/concerns.ts'
import type { PolicyDocument } from '../../lib/policy/document.ts'
import type { Severity } from '../../lib/policy/themes.ts'
import { HOUR } from '../../lib/time/zone.ts'
import { holds } from '../../lib/verdict/timetable.ts'
import type { Context } from '../context.ts'
import { readMeta, writeMeta } from '../db/meta.ts'
import { policyInForce, zoneOf } from '../documents/documents.ts'
import { MOST_REMINDERS } from '../safeguarding/escalate.ts'
import { isOverdue } from '../safeguarding/times.ts'
import { staffWith } from '../staff/with-role.ts'
import { ledOrder } from './order.ts'

type Parts = Pick<Context, 'db' | 'mail'>

/** Mail about medium ones goes out no oftener: several are one thing to look at. */
const MEDIUM_AT_MOST_EACH = HOUR
const MEDIUM_TOLD = 'alerts-medium-told'

const LETTER_OF = { high: 'alert', medium: 'alerts' } as const

/** Whether the team reads now; in a zone that nobody knows, always. */
export function isReading(policy: PolicyDocument | undefined, now: number): boolean {
  const { hours } = policy?.concerns ?? CONCERN_TIMES
  return hours.some((one) => holds({ hours: one }, zoneOf(policy), now) !== false)
}

/** The first mail about what is new, in the caller's transaction. @returns whether there is any */
export async function queueFirst(
  { db, mail }: Parts,
  policy: PolicyDocument | undefined,
  now: number,
): Promise<boolean> {
  const waiting = await db
    .selectFrom('alerts')
    .select('severity')
    .distinct()
    .where('waits', 'is not', null)
    .where('mailed', '=', 0)
    .execute()
  if (waiting.length === 0) return false
  const [first] = await ledOrder(db)
  if (first === undefined) return false
  let queued = false
  for (const severity of ['high', 'medium'] as const) {
    if (!waiting.some((one) => one.severity === severity)) continue
    if (severity === 'medium' && !(await mayTellMedium(db, policy, now))) continue
    await mail.queue(db, [first], now, LETTER_OF[severity])
    // The set time runs from here: nobody has been slow to open what nobody was told of.
    await db
      .updateTable('alerts')
      .set({ mailed: 1, waits: now })
      .where('waits', 'is not', null)
      .where('mailed', '=', 0)
      .where('severity', '=', severity)
      .execute()
    queued = true
  }
  return queued
}

async function mayTellMedium(
  db: Parts['db'],
  policy: PolicyDocument | undefined,
  now: number,
): Promise<boolean> {
  if (!isReading(policy, now)) return false
  const last = Number((await readMeta(db, MEDIUM_TOLD)) ?? 0)
  // A clock that was ahead keeps nobody from being told.
  if (last <= now && now - last < MEDIUM_AT_MOST_EACH) return false
  await writeMeta(db, MEDIUM_TOLD, String(now))
  return true
}

/**
 * Those that nobody opened in the set time: whoever was told is told again, and the next with them; after the last, the
 * head hears that nobody opens it. @returns how many
 */
export async function remind(parts: Parts & Pick<Context, 'vault'>, now: number): Promise<number> {
  const policy = await policyInForce(parts)
  const setting = { times: policy?.concerns, zone: zoneOf(policy) }
  const waiting = await parts.db
    .selectFrom('alerts')
    .select(['id', 'severity', 'waits', 'told'])
    .where('waits', 'is not', null)
    .where('mailed', '=', 1)
    .where('told', '<', MOST_REMINDERS)
    .execute()
  const reads = isReading(policy, now)
  const overdue = waiting.filter((one) => {
    const isHigh = one.severity === 'high'
    return (isHigh || reads) && isOverdue({ ...one, today: isHigh ? 1 : 0, unnamed: 0 }, setting, now)
  })
  for (const one of overdue) await passOn(parts, one, now)
  return overdue.length
}

interface Overdue {
  readonly id: number
  readonly severity: Severity
  readonly waits: number | null
  readonly told: number
}

const passOn = ({ db, mail }: Parts, { id, severity, waits, told }: Overdue, now: number): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const next = told + 1
    const { numUpdatedRows } = await trx
      .updateTable('alerts')
      .set({ told: next })
      .where('id', '=', id)
      // Opened meanwhile: then nobody else is called.
      .where('waits', '=', waits)
      .where('told', '=', told)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return
    const order = await ledOrder(trx)
    await mail.queue(trx, order.slice(0, next + 1), now, severity === 'high' ? 'alert' : 'alerts')
    if (next >= order.length && severity === 'high')
      await mail.queue(trx, await staffWith(trx, 'head'), now, 'alert-unopened')
  })
