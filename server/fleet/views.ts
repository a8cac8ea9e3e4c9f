/** Which devices each view of the fleet shows, and in which order. */
import { sql } from 'kysely'
import type { z } from '../../lib/zod.ts'
import type { Version } from '../../lib/policy/document.ts'
import type { DeviceStanding } from '../../lib/protocol/standings.ts'
import type { fleetQuerySchema } from '../../lib/protocol/fleet.ts'
import { RULES_PROBLEM } from '../../lib/protocol/wire.ts'
import type { Database } from '../db/open.ts'
import type { Standing } from '../staff/standing.ts'

export type Query = z.infer<typeof fleetQuerySchema>

const DAY = 86_400_000
/** Rows may be outstanding this long (a lesson without network) before it is shown as a trouble. Milliseconds. */
export const BEHIND = 3_600_000
/** A confirmed installation that was not heard of for this long is worth a look. Milliseconds. */
const SILENT = 14 * DAY
/** A device whose throw-away profile was cut off is worth a look for this long. Milliseconds. */
const CUT_OFF = 7 * DAY

export const isExpected = sql<number>`EXISTS (SELECT 1 FROM expected WHERE
  ((kind = 'directory' AND value = directory_id) OR (kind = 'asset' AND value = asset_id))
  AND (source = 'list' OR ephemeral = 1))`

/** A later installation on the same device followed it, and it left nothing behind: it is over, and well. */
const isReplacedTidily = sql<boolean>`(acknowledged >= written AND EXISTS (SELECT 1 FROM installations AS later WHERE
  (later.directory_id = installations.directory_id OR later.asset_id = installations.asset_id)
  AND +later.state = 'confirmed' AND later.first_seen > installations.last_seen))`

const wasCutOff = (now: number) => sql<boolean>`(ephemeral = 1 AND (
  +directory_id IN (SELECT directory_id FROM installations WHERE ending = 'cut-off' AND last_seen > ${now - CUT_OFF})
  OR +asset_id IN (SELECT asset_id FROM installations WHERE ending = 'cut-off' AND last_seen > ${now - CUT_OFF})))`

export const passedOver = sql<boolean>`stored > acknowledged`
const hasFindings = sql<boolean>`problems != '[]'`
const hasUnreadable = sql<boolean>`EXISTS (SELECT 1 FROM unreadable WHERE unreadable.installation = installations.id)`
const isConfirmed = sql<boolean>`state = 'confirmed'`

/** What is published here now. */
export type Current = Readonly<Record<'policy' | 'lists', Version | null>>

/**
 * It holds something newer than is published here, as every device does after a backup was restored: until a new epoch
 * begins they would ignore what is published next.
 */
export const isAhead = ({ policy, lists }: Current) =>
  sql<number>`(coalesce((policy_epoch, policy_number) > (${policy?.epoch ?? 0}, ${policy?.number ?? 0}), 0)
    OR coalesce((lists_epoch, lists_number) > (${lists?.epoch ?? 0}, ${lists?.number ?? 0}), 0))`

/** The browser holds our rules, and the device does not say that some were refused and older ones stay. */
export const hasRules = sql<boolean>`enforcing IS NOT NULL AND instr(problems, ${`"${RULES_PROBLEM}`}) = 0`

const namesAnother = sql<boolean>`person IS NOT NULL AND settled_person IS NOT NULL AND person != settled_person`

/** What was worked out beside the database: by the row of `installations`. */
export interface Known extends Current {
  readonly standings: ReadonlyMap<number, Standing>
  readonly outdated: ReadonlyMap<number, readonly ('kerb' | 'browser')[]>
}

/** One parameter, however many they are. */
export const among = (ids: Iterable<number>) =>
  sql<boolean>`id IN (SELECT value FROM json_each(${JSON.stringify([...ids])}))`

const standing = ({ standings }: Known, is: DeviceStanding) =>
  among([...standings].flatMap(([id, one]) => (one.is === is ? [id] : [])))

const needsALook = (
  known: Known,
  now: number,
) => sql<boolean>`(state IN ('held', 'waiting') OR (${isConfirmed} AND (
  ${passedOver} OR behind_since < ${now - BEHIND} OR ${hasFindings} OR forks > 0 OR went_back > ${now - SILENT}
  OR ${namesAnother} OR ${isAhead(known)} OR (ephemeral = 0 AND last_seen < ${now - SILENT} AND NOT ${isReplacedTidily})
  OR ${wasCutOff(now)} OR ${hasUnreadable})))`

const VIEWS = {
  attention: needsALook,
  tampered: (known: Known) => standing(known, 'tampered'),
  silent: (known: Known) => standing(known, 'silent'),
  'not-seen': (known: Known) => standing(known, 'not-seen'),
  enforcing: (known: Known) => standing(known, 'enforcing'),
  outdated: (known: Known) => among(known.outdated.keys()),
  gaps: () => sql<boolean>`(${isConfirmed} AND (${passedOver} OR ${hasUnreadable}))`,
  findings: () => sql<boolean>`(${isConfirmed} AND ${hasFindings})`,
  asking: () => sql<boolean>`state IN ('waiting', 'held')`,
  confirmed: () => isConfirmed,
  all: () => sql<boolean>`1`,
} satisfies Record<Query['show'], (known: Known, now: number) => ReturnType<typeof sql<boolean>>>

/** The installations of a view; with `find` those whose code or device it is, in whatever view. */
export function select(db: Database, query: Query, known: Known, now: number) {
  const all = db.selectFrom('installations')
  if (query.find) {
    const { find } = query
    return all.where((e) =>
      e.or([
        // A range, which the index knows; the tilde comes after every letter of a code.
        e.and([e('installation', '>=', find), e('installation', '<', `${find}~`)]),
        e('directory_id', '=', find),
        e('asset_id', '=', find),
      ]),
    )
  }
  // Throw-away profiles that others have followed are told of by the device's last one.
  return all.where('follower', 'is', null).where(VIEWS[query.show](known, now))
}

const NAME = sql`coalesce(directory_id, asset_id, installation)`
const ORDERS: Readonly<Record<Query['sort'], readonly ReturnType<typeof sql>[]>> = {
  first: [
    sql`CASE state WHEN 'held' THEN 0 WHEN 'waiting' THEN 1 WHEN 'confirmed' THEN 2 ELSE 3 END`,
    // Whoever claims a device of the school's first, then whoever keeps coming back; strangers who asked once last.
    sql`${isExpected} DESC`,
    sql`CASE state WHEN 'waiting' THEN min(times_seen, 3) ELSE 0 END DESC`,
    sql`last_seen DESC`,
  ],
  name: [NAME],
  'last-seen': [sql`last_seen DESC`],
  'longest-unseen': [sql`last_seen`],
  outstanding: [sql`written - acknowledged DESC`, NAME],
  kerb: [sql`extension`, NAME],
  browser: [sql`browser`, NAME],
}

export const ordered = (sort: Query['sort']) => sql`${sql.join([...ORDERS[sort], sql`id`])}`
