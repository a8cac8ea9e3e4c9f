/** Takes a device's self-check: what its tries are worth is worked out here, and failures are told at once. */
import { countsOf, type SelfCheckReport } from '../../lib/protocol/self-check.ts'
import type { Role } from '../../lib/protocol/staff-roles.ts'
import { DAY } from '../../lib/time/zone.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import type { Installation } from '../enrolment/installations.ts'
import { Refusal } from '../errors.ts'
import { NO_GROUP, placedAs } from './placed.ts'

/** More in a day is no check but a flood. */
const MOST_A_DAY = 24
/** Who is told of a failure. */
const TOLD: readonly Role[] = ['network', 'dsl']

interface Taken {
  readonly failed: number
  readonly unsure: number
}

/**
 * Keeps what a confirmed installation tried. It is proof for the group in which the school's policy has whoever the
 * device stands for. A report of another group is kept and told of as a claim, and is no group's proof.
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
    await trx
      .insertInto('self_checks')
      .values({
        installation: installation.id,
        run: report.run,
        // Kerb's clock on the device counts in parts of milliseconds.
        at: Math.round(report.at),
        received: now,
        how: report.how,
        policy_group: placed.group === report.group ? placed.group : NO_GROUP,
        claimed: placed.group === report.group ? null : report.group,
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
    if (isNews) await mail.queue(trx, await peopleOf(trx, TOLD), now, 'self-check')
    return isNews
  })
  if (isTold) mail.send()
  return counts
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

async function peopleOf(db: Database, roles: readonly Role[]): Promise<number[]> {
  const rows = await db
    .selectFrom('staff')
    .select(['person', 'roles'])
    .where('disabled', 'is', null)
    .execute()
  return rows
    .filter((row) => (JSON.parse(row.roles) as Role[]).some((role) => roles.includes(role)))
    .map(({ person }) => person)
}
