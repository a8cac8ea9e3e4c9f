/** Takes a device's self-check: what its tries are worth is worked out here, and failures are told at once. */
import { countsOf, type SelfCheckReport } from '../../lib/protocol/self-check.ts'
import { DAY } from '../../lib/time/zone.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import type { Installation } from '../enrolment/installations.ts'
import { Refusal } from '../errors.ts'
import { type Ask, endAsk, needAsk } from './asks.ts'
import { NO_GROUP, placedAs } from './placed.ts'
import { endRound } from './rounds.ts'
import { toldOfChecks } from './told.ts'

/** More in a day is no check but a flood. */
const MOST_A_DAY = 24

interface Taken {
  readonly failed: number
  readonly unsure: number
}

/**
 * Keeps what a confirmed installation tried. It is proof for the group in which the school's policy has whoever the
 * device stands for. A report of another group is kept and told of as a claim, and is no group's proof. One by schedule
 * is refused (409) unless this very device was asked for it.
 */
export async function keepCheck(
  { db, vault, people, mail }: Pick<Context, 'db' | 'vault' | 'people' | 'mail'>,
  installation: Installation,
  report: SelfCheckReport,
  now: number,
): Promise<Taken> {
  if (installation.state !== 'confirmed')
    throw new Refusal(403, 'not-confirmed', 'The school has not let this device in yet.')
  const placed = await placedAs({ db, vault, people }, installation, now)
  const { failed, unsure, opened } = countsOf(report.tried, placed.ageGroup)
  const counts = { failed, unsure: unsure + opened }
  const isTold = await db.transaction().execute(async (trx) => {
    const before = await today(trx, installation.id, now)
    if (before.some(({ run }) => run === report.run)) return false
    if (before.length >= MOST_A_DAY)
      throw new Refusal(429, 'rate', 'This device has filed enough checks for a day.', { retryAfter: 3600 })
    const ask = report.how === 'plan' ? await needAsk(trx, installation.id, report.run, now) : undefined
    const isProof = placed.group === report.group && (ask?.policy_group ?? placed.group) === placed.group
    if (ask !== undefined) await endTurn(trx, ask, isProof && unsure * 2 <= report.tried.length, now)
    await trx
      .insertInto('self_checks')
      .values({
        installation: installation.id,
        run: report.run,
        // Kerb's clock on the device counts in parts of milliseconds.
        at: Math.round(report.at),
        received: now,
        how: report.how,
        policy_group: isProof ? placed.group : NO_GROUP,
        claimed: isProof ? null : report.group,
        age_group: placed.ageGroup,
        place: report.place,
        extension: report.extension,
        browser: report.browser,
        policy: versionText(report.policy),
        lists: versionText(report.lists),
        cases: report.tried.length,
        ...counts,
        results: JSON.stringify(report.tried),
      })
      // The same run from another installation is another's, and not taken twice.
      .onConflict((c) => c.column('run').doNothing())
      .execute()
    // One mail a day for a device.
    const isNews = failed > 0 && before.every((one) => one.failed === 0)
    if (isNews) await mail.queue(trx, await toldOfChecks(trx), now, 'self-check')
    return isNews
  })
  if (isTold) mail.send()
  return counts
}

/** What a device made of its turn. One that could tell too little, or is of another group by now, leaves it to the next. */
async function endTurn(
  trx: Database,
  { run, policy_group, slot }: Ask,
  isProof: boolean,
  now: number,
): Promise<void> {
  if (isProof) await endRound(trx, { policy_group, slot, made: 1 }, now)
  else await endAsk(trx, run, 'no-proof', now)
}

const today = (db: Database, installation: number, now: number) =>
  db
    .selectFrom('self_checks')
    .select(['run', 'failed'])
    .where('installation', '=', installation)
    .where('received', '>', now - DAY)
    .execute()

const versionText = (
  version: { readonly epoch: number; readonly number: number } | undefined,
): string | null => (version === undefined ? null : `${version.epoch}.${version.number}`)
