/** Takes a device's self-check: what its tries are worth is worked out here, and failures are told at once. */
import { countsOf, type SelfCheckReport } from '../../lib/protocol/self-check.ts'
import type { Role } from '../../lib/protocol/staff-roles.ts'
import { DAY } from '../../lib/time/zone.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import type { Installation } from '../enrolment/installations.ts'
import { Refusal } from '../errors.ts'

/** More in a day is no check but a flood. */
const MOST_A_DAY = 24
/** Who is told of a failure. */
const TOLD: readonly Role[] = ['network', 'dsl']

interface Taken {
  readonly failed: number
  readonly unsure: number
}

export async function keepCheck(
  { db, mail }: Pick<Context, 'db' | 'mail'>,
  installation: Installation,
  report: SelfCheckReport,
  now: number,
): Promise<Taken> {
  const { failed, unsure, opened } = countsOf(report.tried, report.ageGroup)
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
        policy_group: report.group,
        age_group: report.ageGroup,
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
    // One mail a day for a device, and none for what nobody has let in.
    const isNews = failed > 0 && installation.state === 'confirmed' && before.every((one) => one.failed === 0)
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
