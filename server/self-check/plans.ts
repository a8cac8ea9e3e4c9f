/** Schedules of self-checks: set by those who answer for the filter, on record, and as the console shows them. */
import { LESSON_HOURS } from '../../lib/policy/lesson.ts'
import type { PolicyDocument } from '../../lib/policy/document.ts'
import type { CheckPlan, NewCheckPlan } from '../../lib/protocol/self-check-plans.ts'
import { minuteText } from '../../lib/time/zone.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import type { SelfCheckPlansTable } from '../db/tables/proof.ts'
import { policyInForce, zoneOf } from '../documents/documents.ts'
import { Refusal } from '../errors.ts'
import { due, isWithin, type School } from './due.ts'
import { roundsOf } from './rounds.ts'

export const plansOf = (db: Database): Promise<SelfCheckPlansTable[]> =>
  db.selectFrom('self_check_plans').selectAll().orderBy('policy_group').execute()

/** The hours in which a device may be asked are those in which lessons may run. */
export const schoolOf = (policy: PolicyDocument | undefined): School => ({
  zone: zoneOf(policy),
  hours: policy?.lessons?.hours ?? LESSON_HOURS,
})

/** Refuses (422) a group that the policy does not have, and a time outside school hours. */
export async function setPlan(
  { db, vault }: Pick<Context, 'db' | 'vault'>,
  { group, often, weekday, minute }: NewCheckPlan,
  actor: string,
  now: number,
): Promise<void> {
  const policy = await policyInForce({ db, vault })
  if (often !== 'off') {
    if (!Object.hasOwn(policy?.groups ?? {}, group))
      throw new Refusal(422, 'invalid', 'The policy has no such group.', { field: 'group' })
    if (!isWithin(schoolOf(policy).hours, { weekday, minute }))
      throw new Refusal(422, 'outside-hours', 'That is outside the hours in which lessons may run.', {
        field: 'minute',
      })
  }
  await db.transaction().execute(async (trx) => {
    const before = await trx
      .selectFrom('self_check_plans')
      .selectAll()
      .where('policy_group', '=', group)
      .executeTakeFirst()
    const isSame =
      before === undefined
        ? often === 'off'
        : before.often === often && before.weekday === weekday && before.minute === minute
    // Saved once more, it begins nothing anew: what is due stays due.
    if (isSame) return
    await trx.deleteFrom('self_check_plans').where('policy_group', '=', group).execute()
    await trx.deleteFrom('self_check_asks').where('policy_group', '=', group).execute()
    if (often !== 'off')
      await trx
        .insertInto('self_check_plans')
        .values({ policy_group: group, often, weekday, minute, since: now })
        .execute()
    const when = often === 'off' ? 'off' : `${often}, day ${weekday}, ${minuteText(minute)}`
    await note(trx, actor, 'self-check-plan', `${group}: ${when}`)
  })
}

/** By group: its schedule, and where it stands. */
export async function shownPlans(
  db: Database,
  policy: PolicyDocument | undefined,
  now: number,
): Promise<ReadonlyMap<string, CheckPlan>> {
  const school = schoolOf(policy)
  const shown = new Map<string, CheckPlan>()
  for (const { policy_group: group, ...plan } of await plansOf(db)) {
    const rounds = await roundsOf(db, group)
    const next = due(plan, rounds, school, now)
    const { often, weekday, minute } = plan
    shown.set(group, {
      often,
      weekday,
      minute,
      due: next.slot,
      until: next.is === 'looks' ? next.until : null,
      asked: await timesAsked(db, group, next.slot),
      outside: !isWithin(school.hours, plan),
      missed: missedOf(rounds, plan.since, next),
    })
  }
  return shown
}

/** Of this schedule: what became of the one before says nothing of it. */
function missedOf(
  [newest]: readonly { readonly slot: number; readonly made: number }[],
  since: number,
  next: ReturnType<typeof due>,
): number | null {
  if (next.is === 'missed') return next.slot
  return newest !== undefined && newest.made === 0 && newest.slot > since ? newest.slot : null
}

async function timesAsked(db: Database, group: string, slot: number): Promise<number> {
  const { count } = await db
    .selectFrom('self_check_asks')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('policy_group', '=', group)
    .where('slot', '=', slot)
    .executeTakeFirstOrThrow()
  return count
}
