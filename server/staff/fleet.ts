/** Fleet health and counts: what the first staff page shows. Nothing here reads a person or a visited host. */
import { sql } from 'kysely'
import type { z } from '../../lib/zod.ts'
import type { fleetQuerySchema, fleetSchema } from '../../lib/protocol/staff.ts'
import type { Database } from '../db/open.ts'
import type { Version } from '../../lib/policy/document.ts'
import { RULES_PROBLEM } from '../../lib/protocol/wire.ts'
import { currentVersion } from '../documents/documents.ts'
import { ACTIVE } from '../enrolment/judge.ts'
import { describeInstallation } from './describe-installation.ts'
import { countStandings, standingsNow } from './standings.ts'
import type { Standing } from './standing.ts'

type Fleet = z.infer<typeof fleetSchema>
type Query = z.infer<typeof fleetQuerySchema>

const PAGE = 50
/** Rows may be outstanding this long (a lesson without network) before it is shown as a trouble. Milliseconds. */
const BEHIND = 3_600_000
/** A confirmed installation that was not heard of for this long is worth a look. Milliseconds. */
const SILENT = 14 * 86_400_000
const DAY = 86_400_000
/** A device whose throw-away profile was cut off is worth a look for this long. Milliseconds. */
const CUT_OFF = 7 * DAY

/** `isConnected`: by the row of `installations`, whether it has the live channel open. */
export async function fleet(
  db: Database,
  query: Query,
  now: number,
  isConnected: (id: number) => boolean = () => false,
): Promise<Fleet> {
  const policy = (await currentVersion(db, 'policy')) ?? null
  const current = { policy, lists: (await currentVersion(db, 'lists')) ?? null }
  const standings = await standingsNow(db, policy, isConnected, now)
  const wanted = select(db, query, { ...current, standings }, now)
  const { total } = await wanted.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await wanted
    .selectAll('installations')
    .select([isExpected.as('expected'), isAhead(current).as('ahead')])
    .orderBy(sql`CASE state WHEN 'held' THEN 0 WHEN 'waiting' THEN 1 WHEN 'confirmed' THEN 2 ELSE 3 END`)
    // Whoever claims a device of the school's first, then whoever keeps coming back; strangers who asked once last.
    .orderBy('expected', 'desc')
    .orderBy(sql`CASE state WHEN 'waiting' THEN min(times_seen, 3) ELSE 0 END`, 'desc')
    .orderBy('last_seen', 'desc')
    .limit(PAGE)
    .offset(Number(query.page) * PAGE)
    .execute()
  return {
    at: now,
    counts: { ...(await counts(db, current, now)), standings: countStandings(standings.values()) },
    policy,
    installations: await Promise.all(
      rows.map((row) => describeInstallation(db, row, standings.get(row.id) ?? null, now)),
    ),
    total,
    pageSize: PAGE,
  }
}

const isExpected = sql<number>`EXISTS (SELECT 1 FROM expected WHERE
  ((kind = 'directory' AND value = directory_id) OR (kind = 'asset' AND value = asset_id))
  AND (source = 'list' OR ephemeral = 1))`

/** A later installation on the same device followed it, and it left nothing behind: it is over, and well. */
const isReplacedTidily = sql<boolean>`(acknowledged >= written AND EXISTS (SELECT 1 FROM installations AS later WHERE
  (later.directory_id = installations.directory_id OR later.asset_id = installations.asset_id)
  AND +later.state = 'confirmed' AND later.first_seen > installations.last_seen))`

const wasCutOff = (now: number) => sql<boolean>`(ephemeral = 1 AND (
  +directory_id IN (SELECT directory_id FROM installations WHERE ending = 'cut-off' AND last_seen > ${now - CUT_OFF})
  OR +asset_id IN (SELECT asset_id FROM installations WHERE ending = 'cut-off' AND last_seen > ${now - CUT_OFF})))`

const passedOver = sql<boolean>`stored > acknowledged`

/** What is published here now. */
type Current = Readonly<Record<'policy' | 'lists', Version | null>>

/**
 * It holds something newer than is published here, as every device does after a backup was restored: until a new epoch
 * begins they would ignore what is published next.
 */
const isAhead = ({ policy, lists }: Current) =>
  sql<number>`(coalesce((policy_epoch, policy_number) > (${policy?.epoch ?? 0}, ${policy?.number ?? 0}), 0)
    OR coalesce((lists_epoch, lists_number) > (${lists?.epoch ?? 0}, ${lists?.number ?? 0}), 0))`

/** The browser holds our rules, and the device does not say that some were refused and older ones stay. */
const hasRules = sql<boolean>`enforcing IS NOT NULL AND instr(problems, ${`"${RULES_PROBLEM}`}) = 0`

const namesAnother = sql<boolean>`person IS NOT NULL AND settled_person IS NOT NULL AND person != settled_person`

function select(
  db: Database,
  query: Query,
  { standings, ...current }: Current & { readonly standings: ReadonlyMap<number, Standing> },
  now: number,
) {
  let wanted = db.selectFrom('installations')
  if (query.find) {
    const { find } = query
    return wanted.where((e) =>
      e.or([
        // A range, which the index knows; the tilde comes after every letter of a code.
        e.and([e('installation', '>=', find), e('installation', '<', `${find}~`)]),
        e('directory_id', '=', find),
        e('asset_id', '=', find),
      ]),
    )
  }
  // Throw-away profiles that others have followed are told of by the device's last one.
  wanted = wanted.where('follower', 'is', null)
  if (query.show === 'standing') {
    const ids = [...standings].flatMap(([id, { is }]) => (is === 'tampered' || is === 'silent' ? [id] : []))
    // One parameter, however many they are.
    return wanted.where(sql<boolean>`id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
  }
  if (query.show === 'asking') wanted = wanted.where('state', 'in', ['waiting', 'held'])
  if (query.show === 'confirmed') wanted = wanted.where('state', '=', 'confirmed')
  if (query.show === 'attention') {
    wanted = wanted.where((e) =>
      e.or([
        e('state', 'in', ['held', 'waiting']),
        e.and([
          e('state', '=', 'confirmed'),
          e.or([
            passedOver,
            e('behind_since', '<', now - BEHIND),
            e('problems', '!=', '[]'),
            e('forks', '>', 0),
            e('went_back', '>', now - SILENT),
            namesAnother,
            sql<boolean>`${isAhead(current)}`,
            e.and([e('ephemeral', '=', 0), e('last_seen', '<', now - SILENT), e.not(isReplacedTidily)]),
            wasCutOff(now),
            sql<boolean>`EXISTS (SELECT 1 FROM unreadable WHERE unreadable.installation = installations.id)`,
          ]),
        ]),
      ]),
    )
  }
  return wanted
}

async function counts(
  db: Database,
  current: Current,
  now: number,
): Promise<Omit<Fleet['counts'], 'standings'>> {
  const { policy } = current
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
      sum(sql`${confirmed} AND ${isAhead(current)}`).as('ahead'),
      sum(sql`${confirmed} AND ${passedOver}`).as('gaps'),
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
  return { ...row, unreadable, folded }
}
