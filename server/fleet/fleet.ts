/** Fleet health and counts: what the first staff page shows. Nothing here reads a person or a visited host. */
import { sql } from 'kysely'
import type { Fleet } from '../../lib/protocol/fleet.ts'
import type { Database } from '../db/open.ts'
import { currentVersion } from '../documents/documents.ts'
import { ACTIVE } from '../enrolment/judge.ts'
import { KERB_VERSION } from '../kerb-version.ts'
import { describeInstallation } from '../staff/describe-installation.ts'
import { countStandings, standingsNow } from '../staff/standings.ts'
import { neverSeen } from './never-seen.ts'
import { newestBrowsers, outdated } from './versions.ts'
import {
  BEHIND,
  hasRules,
  isAhead,
  isExpected,
  type Known,
  ordered,
  passedOver,
  type Query,
  select,
} from './views.ts'

const PAGE = 50
const DAY = 86_400_000

/** `isConnected`: by the row of `installations`, whether it has the live channel open. */
export async function fleet(
  db: Database,
  asked: Pick<Query, 'show' | 'page'> & Partial<Query>,
  now: number,
  isConnected: (id: number) => boolean = () => false,
): Promise<Fleet> {
  const query: Query = { sort: 'first', ...asked }
  const known = await knownOf(db, isConnected, now)
  const wanted = select(db, query, known, now)
  const { total } = await wanted.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await wanted
    .selectAll('installations')
    .select([isExpected.as('expected'), isAhead(known).as('ahead')])
    .orderBy(ordered(query.sort))
    .limit(PAGE)
    .offset(Number(query.page) * PAGE)
    .execute()
  return {
    at: now,
    counts: await counts(db, known, now),
    policy: known.policy,
    kerb: KERB_VERSION,
    installations: await Promise.all(
      rows.map(async (row) => ({
        ...(await describeInstallation(db, row, known.standings.get(row.id) ?? null, now)),
        outdated: [...(known.outdated.get(row.id) ?? [])],
      })),
    ),
    total,
    pageSize: PAGE,
  }
}

/** What the database alone cannot say. */
export async function knownOf(
  db: Database,
  isConnected: (id: number) => boolean,
  now: number,
): Promise<Known> {
  const policy = (await currentVersion(db, 'policy')) ?? null
  const lists = (await currentVersion(db, 'lists')) ?? null
  const claims = await db
    .selectFrom('installations')
    .select(['id', 'extension', 'browser'])
    .where('state', '=', 'confirmed')
    .where('follower', 'is', null)
    .execute()
  const newest = newestBrowsers(claims)
  const old = claims.flatMap((claim) => {
    const what = outdated(claim, KERB_VERSION, newest)
    return what.length > 0 ? [[claim.id, what] as const] : []
  })
  return {
    policy,
    lists,
    standings: await standingsNow(db, policy, isConnected, now),
    outdated: new Map(old),
  }
}

async function counts(db: Database, known: Known, now: number): Promise<Fleet['counts']> {
  const { policy } = known
  const confirmed = sql`state = 'confirmed'`
  const active = sql`${confirmed} AND last_seen > ${now - ACTIVE}`
  const sum = (condition: ReturnType<typeof sql>) => sql<number>`coalesce(sum(${condition}), 0)`
  const row = await db
    .selectFrom('installations')
    .select([
      sum(sql`state = 'waiting'`).as('waiting'),
      sum(confirmed).as('confirmed'),
      sum(sql`state = 'held'`).as('held'),
      sum(sql`state = 'refused'`).as('refused'),
      sum(active).as('active'),
      sum(
        sql`${active} AND ${hasRules} AND
          policy_epoch IS ${policy?.epoch ?? null} AND policy_number IS ${policy?.number ?? null}`,
      ).as('enforcing'),
      sum(sql`${confirmed} AND behind_since IS NOT NULL AND behind_since < ${now - BEHIND}`).as('behind'),
      sum(sql`${confirmed} AND ${isAhead(known)}`).as('ahead'),
      sum(sql`${confirmed} AND ${passedOver}`).as('gaps'),
      sum(sql`${confirmed} AND problems != '[]'`).as('findings'),
    ])
    .where('follower', 'is', null)
    .executeTakeFirstOrThrow()
  const { unreadable } = await db
    .selectFrom('unreadable')
    .select((e) => e.fn.countAll<number>().as('unreadable'))
    .executeTakeFirstOrThrow()
  const { folded } = await db
    .selectFrom('folded')
    .select(sql<number>`coalesce(sum(asks), 0)`.as('folded'))
    .where('hour', '>', now - DAY)
    .executeTakeFirstOrThrow()
  const { expected, total } = await neverSeen(db, 0)
  return {
    ...row,
    unreadable,
    folded,
    standings: countStandings(known.standings.values()),
    outdated: known.outdated.size,
    expected,
    neverSeen: total,
  }
}
