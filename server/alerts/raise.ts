/**
 * Weighs what came in, and makes or grows alerts. What is not weighed is marked in the database, so that a server that
 * was killed between a batch and this goes on where it was; a row is weighed, counted and told of in one transaction.
 */
import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { PolicyDocument } from '../../lib/policy/document.ts'
import { DAY, MINUTE } from '../../lib/time/zone.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import { policyInForce, zoneOf } from '../documents/documents.ts'
import { takenBack } from '../db/savepoint.ts'
import { adoptEarlier } from './adopt.ts'
import { aroundOf, type KeptSignal, type Whose } from './around.ts'
import { type Folded, foldedInto, type KeptAlert, madeOf } from './fold.ts'
import { score } from './score.ts'
import { isOfStaff } from './of-staff.ts'
import { NotWeighed, setAside } from './set-aside.ts'
import { queueFirst } from './tell.ts'
import { MOST_NEW_A_DAY, TWIN, WINDOW } from './weights.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people' | 'mail'>

/** Rows weighed in one transaction: some milliseconds. */
const AT_ONCE = 20
/** The stop alone waits so long for the search itself, whose words may be known to be harmless; a high one never. */
const WAIT_FOR_TWIN = 2 * MINUTE

/**
 * Weighs all that waits, and queues the first mail about it. What cannot be weighed is set aside, so that the next goes on.
 * @param tell what was set aside
 * @returns whether there is mail to be sent
 */
export async function raise(
  parts: Parts,
  now: number,
  tell: (problem: NotWeighed) => void,
): Promise<boolean> {
  const policy = await policyInForce(parts)
  let mailed = false
  for (let more = true; more;) {
    const { waiting, failed, queued } = await parts.db.transaction().execute(async (trx) => {
      const batch = await unjudged(trx, now)
      return {
        waiting: batch.length,
        failed: await judgeEach({ ...parts, db: trx }, batch, policy, now),
        queued: await queueFirst({ ...parts, db: trx }, policy, now),
      }
    })
    if (failed.length > 0) tell(new NotWeighed(failed))
    mailed ||= queued
    more = waiting === AT_ONCE
    await setImmediate()
  }
  return mailed
}

/** What came before the school confirmed its installation waits to be weighed from then on. */
export const releaseConfirmed = (db: Database): Promise<unknown> =>
  db
    .updateTable('alert_signals')
    .set({ judged: 0 })
    .where('judged', '=', sql.lit(2))
    .where('installation', 'in', (e) =>
      e.selectFrom('installations').select('id').where('state', '=', 'confirmed'),
    )
    .execute()

/** Of installations that the school has confirmed: nobody else's word raises an alarm. The search before its stop. */
const unjudged = (trx: Database, now: number): Promise<KeptSignal[]> =>
  trx
    .selectFrom('alert_signals')
    .innerJoin('installations', 'installations.id', 'alert_signals.installation')
    .selectAll('alert_signals')
    .where('installations.state', '=', 'confirmed')
    .where('judged', '=', sql.lit(0))
    .where((e) =>
      e.or([
        e('stop', '=', 0),
        e('severity', '=', 'high'),
        e('received', '<=', now - WAIT_FOR_TWIN),
        // A clock that was set back keeps nothing waiting.
        e('received', '>', now + WAIT_FOR_TWIN),
      ]),
    )
    .orderBy('received')
    .orderBy('stop')
    .orderBy('at')
    .orderBy('seq')
    .limit(AT_ONCE)
    .execute()

/** @returns those that could not be weighed, and were set aside */
async function judgeEach(
  parts: Parts,
  waiting: readonly KeptSignal[],
  policy: PolicyDocument | undefined,
  now: number,
) {
  const failed = []
  for (const signal of waiting) {
    const thrown = await takenBack(parts.db, () => judge(parts, signal, policy, now))
    if (thrown === undefined) continue
    await setAside(parts.db, signal)
    failed.push({ ...signal, ...thrown })
  }
  return failed
}

async function judge(
  parts: Parts,
  signal: KeptSignal,
  policy: PolicyDocument | undefined,
  now: number,
): Promise<void> {
  const { db } = parts
  const settle = (weighed: Partial<KeptSignal>) =>
    db
      .updateTable('alert_signals')
      .set({ judged: 1, ...weighed })
      .where('installation', '=', signal.installation)
      .where('seq', '=', signal.seq)
      .execute()
  const isStaffs = signal.person !== null && (await isOfStaff(parts, policy, signal.person))
  const twin = await twinOf(db, signal)
  if (isStaffs || (twin !== undefined && signal.stop === 1)) {
    await settle({ alert: isStaffs ? null : (twin?.alert ?? null) })
    return
  }
  const whose = await whoseOf(db, signal, now)
  const around = await aroundOf(db, signal, whose, zoneOf(policy))
  const scored = score({ ...signal, help: signal.help === 1, suspicion: signal.suspicion === 1 }, around)
  const folded = { at: signal.at, score: scored, isTwin: twin !== undefined && twin.alert !== null }
  const alert = await putInto(db, signal, whose, folded, now)
  const isWrong = alert === null && around.learned.same > 0
  await settle({ alert, points: isWrong ? null : scored.points, lesson: around.inLesson ? 1 : 0 })
}

/** Into the open alert, or into one that is made for it. @returns which; null where it weighs too little for one */
async function putInto(
  db: Database,
  signal: KeptSignal,
  whose: Whose,
  folded: Folded,
  now: number,
): Promise<number | null> {
  const open = await openAlert(db, signal, whose)
  if (open !== undefined) {
    await db
      .updateTable('alerts')
      .set(foldedInto(open, folded, now))
      .where('id', '=', open.id)
      .execute()
    return open.id
  }
  if (folded.score.severity === null) return null
  const { id } = await db
    .insertInto('alerts')
    .values({ ...whose, theme: signal.theme, ...madeOf(folded, now) })
    .returning('id')
    .executeTakeFirstOrThrow()
  await adoptEarlier(db, signal, whose, id)
  return id
}

/** The other row of the same stopped search, which was weighed. */
const twinOf = (db: Database, { installation, theme, how, stop, at }: KeptSignal) =>
  how !== 'search'
    ? undefined
    : db
        .selectFrom('alert_signals')
        .select('alert')
        .where('installation', '=', installation)
        .where('theme', '=', theme)
        .where('how', '=', 'search')
        .where('stop', '=', stop === 1 ? 0 : 1)
        .where('judged', '=', 1)
        .where('at', '>=', at - TWIN)
        .where('at', '<=', at + TWIN)
        .executeTakeFirst()

/** Whoever was signed in; beyond what one device's users can come to in a day, the device alone. */
async function whoseOf(db: Database, { person, installation }: KeptSignal, now: number): Promise<Whose> {
  if (person === null) return { person, installation }
  const { made } = await db
    .selectFrom('alerts')
    .select((e) => e.fn.countAll<number>().as('made'))
    .where('installation', '=', installation)
    .where('made', '>', now - DAY)
    .executeTakeFirstOrThrow()
  return { person: made < MOST_NEW_A_DAY ? person : null, installation }
}

/** The one that such a row is folded into: same pupil, same theme, within a week, and not dealt with. */
async function openAlert(
  db: Database,
  { theme, at }: KeptSignal,
  { person, installation }: Whose,
): Promise<KeptAlert | undefined> {
  const query = db
    .selectFrom('alerts')
    .selectAll()
    .where('theme', '=', theme)
    .where('state', 'in', ['new', 'opened'])
    .where('last', '>', at - WINDOW)
    .where('first', '<', at + WINDOW)
    .orderBy('last', 'desc')
  const of =
    person === null
      ? query.where('person', 'is', null).where('installation', '=', installation)
      : query.where('person', '=', person)
  return of.executeTakeFirst()
}
