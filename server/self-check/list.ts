/** Self-checks as staff read them: the newest first, what did not hold, and which groups have had none. */
import { AGE_GROUPS, type AgeGroup } from '../../lib/policy/categories.ts'
import { PLACES } from '../../lib/policy/document.ts'
import {
  resultOf,
  type SelfCheck,
  type selfChecksQuerySchema,
  type SelfChecks,
  type Tried,
} from '../../lib/protocol/self-check.ts'
import { DAY } from '../../lib/time/zone.ts'
import type { z } from '../../lib/zod.ts'
import type { Context } from '../context.ts'
import { policyInForce, zoneOf } from '../documents/documents.ts'
import { addressesOf } from './addresses.ts'
import { NO_GROUP } from './placed.ts'
import { shownPlans } from './plans.ts'

const PAGE = 20
const YEAR = 366 * DAY

export async function listChecks(
  { db, vault }: Pick<Context, 'db' | 'vault'>,
  { group, show, page }: z.infer<typeof selfChecksQuerySchema>,
  now: number,
): Promise<SelfChecks> {
  let wanted = db
    .selectFrom('self_checks')
    .leftJoin('installations', 'installations.id', 'self_checks.installation')
  if (group !== undefined) wanted = wanted.where('policy_group', '=', group)
  if (show === 'failed') wanted = wanted.where('failed', '>', 0)
  const { total } = await wanted.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await wanted
    .selectAll('self_checks')
    .select(['installations.installation as code', 'installations.asset_id as asset'])
    .orderBy('self_checks.id', 'desc')
    .limit(PAGE)
    .offset(page * PAGE)
    .execute()
  const policy = await policyInForce({ db, vault })
  const newest = await newestOf(db)
  const plans = await shownPlans(db, policy, now)
  const isThere = (name: string) => Object.hasOwn(policy?.groups ?? {}, name)
  return {
    checks: rows.map(({ code, asset, policy_group, results, age_group, how, place, ...row }): SelfCheck => {
      const ageGroup = ageOf(age_group)
      return {
        id: row.id,
        at: row.at,
        received: row.received,
        how: how === 'plan' ? 'plan' : 'hand',
        group: policy_group,
        claimed: row.claimed,
        countable: policy_group === NO_GROUP && row.claimed !== null && isThere(row.claimed),
        ageGroup,
        place: PLACES.find((one) => one === place) ?? 'unknown',
        device: asset ?? code?.slice(0, 8) ?? null,
        extension: row.extension,
        browser: row.browser,
        policy: row.policy,
        lists: row.lists,
        cases: row.cases,
        failed: row.failed,
        unsure: row.unsure,
        notes: notesOf(JSON.parse(results) as Tried[], ageGroup),
      }
    }),
    total,
    pageSize: PAGE,
    groups: Object.entries(policy?.groups ?? {}).map(([name, { ageGroup }]) => ({
      group: name,
      ageGroup,
      last: newest.get(name) ?? null,
      plan: plans.get(name) ?? null,
    })),
    lost: [...plans.keys()].filter((name) => !isThere(name)),
    timeZone: zoneOf(policy),
    places: await placesSince(db, now - YEAR),
    addresses: await addressesOf(db),
    at: now,
  }
}

/** What did not simply hold. */
const notesOf = (tried: readonly Tried[], ageGroup: AgeGroup): SelfCheck['notes'] =>
  tried.flatMap((one) => {
    const result = resultOf(one, ageGroup)
    const { address, category = null, expected, outcome } = one
    return result === 'held' ? [] : [{ address, category, expected, outcome, result }]
  })

const ageOf = (text: string): AgeGroup => AGE_GROUPS.find((age) => age === text) ?? 'primary'

/** By group: its newest check. */
export async function newestOf(db: Context['db']) {
  const rows = await db
    .selectFrom('self_checks')
    .select(['policy_group', 'received', 'failed', 'unsure'])
    .where('id', 'in', (e) =>
      e
        .selectFrom('self_checks')
        .select((inner) => inner.fn.max('id').as('id'))
        .groupBy('policy_group'),
    )
    .execute()
  return new Map(
    rows.map(({ policy_group, received, failed, unsure }) => [
      policy_group,
      { at: received, failed, unsure },
    ]),
  )
}

async function placesSince(db: Context['db'], since: number) {
  const rows = await db
    .selectFrom('self_checks')
    .select('place')
    .distinct()
    .where('received', '>', since)
    .execute()
  return PLACES.filter((place) => rows.some((row) => row.place === place))
}
