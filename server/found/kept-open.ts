/**
 * Why a place is not closed for all, whatever was found there: the school or the law of the house keeps it open, or
 * many use it without anything being found. Asked in the thread that checks sites: it reads lists and rows.
 */
import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { CategoryLists } from '../../lib/lists/lists.ts'
import type { Entry, PolicyDocument } from '../../lib/policy/document.ts'
import { type FoundPlace, holdsAddress } from '../../lib/policy/found-place.ts'
import { isUnder } from '../../lib/policy/hosts.ts'
import { NEEDED_HOSTS } from '../../lib/policy/needed.ts'
import { DAY, HOUR } from '../../lib/time/zone.ts'
import { openApproval } from '../asking/content.ts'
import type { Database } from '../db/open.ts'
import { openContent } from '../lessons/content.ts'
import { allSets } from '../lessons/sets.ts'
import type { Vault } from '../keys/vault.ts'

export interface FoundJob {
  readonly place: FoundPlace
  readonly now: number
}

export interface UsersJob {
  /** The number of `found_places` whose users are counted. */
  readonly usersOf: number
  readonly place: FoundPlace
  readonly now: number
}

export const KEPT_OPEN = ['lifeline', 'never-block', 'needed', 'own-entry', 'lesson'] as const
export type KeptOpen = (typeof KEPT_OPEN)[number]

/** More pupils than these, and staff are told instead. */
export const MOST_USERS = 20
const THIRTY_DAYS = 30 * DAY

export async function lookAtPlace(
  { db, vault }: { readonly db: Database; readonly vault: Vault },
  { lists, policy }: { readonly lists: CategoryLists; readonly policy: PolicyDocument | undefined },
  { place, now }: FoundJob,
): Promise<KeptOpen | null> {
  const approved = await approvedEntries(db, vault, now)
  const keptOpen = keptOpenBy(place, lists, { policy, approved }, now)
  return keptOpen ?? ((await isOfLessons(db, vault, place, now)) ? 'lesson' : null)
}

function keptOpenBy(
  place: FoundPlace,
  lists: CategoryLists,
  { policy, approved }: { readonly policy: PolicyDocument | undefined; readonly approved: readonly Entry[] },
  now: number,
): KeptOpen | null {
  const touches = (host: string): boolean => isUnder(host, place.host) || isUnder(place.host, host)
  // Exact hosts: closing a place closes what lies under it.
  const holds = (host: string): boolean => isUnder(host, place.host)
  if ([...lists.lifelineHosts(), ...(policy?.lifelines ?? [])].some(holds)) return 'lifeline'
  if ([...NEEDED_HOSTS, ...(policy?.needed ?? [])].some(holds)) return 'needed'
  if (lists.isNeverBlock(place.host) || [...lists.neverBlock()].some(({ host }) => holds(host)))
    return 'never-block'
  const unblocks = (policy?.unblocks ?? []).filter(({ from, until }) => from <= now && until > now)
  const entries = [
    ...Object.values(policy?.groups ?? {}).flatMap((group) => group.entries),
    ...unblocks.map(({ entry }) => entry),
    ...approved,
  ].filter(({ action }) => action === 'allow')
  const opens = (entry: Entry): boolean =>
    touches(entry.host) && (entry.kind !== 'path' || meets(place, entry))
  if (entries.some(opens)) return 'own-entry'
  const set = [
    ...Object.values(policy?.groups ?? {}).flatMap(({ agreement }) => agreement?.open ?? []),
    ...(policy?.suspensions ?? []).filter(({ until }) => until > now).flatMap(({ open }) => open),
  ]
  return set.some(touches) ? 'own-entry' : null
}

/** What staff have opened for somebody who asked, and is open now. */
async function approvedEntries(db: Database, vault: Vault, now: number): Promise<Entry[]> {
  const rows = await db
    .selectFrom('page_approvals')
    .select(['person', 'class', 'content'])
    .where('unblocks', '=', 1)
    .where('ended', 'is', null)
    .where('until', '>', now)
    .execute()
  return rows.flatMap((row) => openApproval(vault, row).entry ?? [])
}

/** An entry for a path, and a place that is one: both speak of the same pages when one lies under the other. */
function meets(place: FoundPlace, { host, path = '/' }: Entry): boolean {
  if (place.path === undefined) return true
  const under = path.toLowerCase().replace(/\/$/, '')
  return (
    under === '' ||
    holdsAddress(place, host, under) ||
    holdsAddress({ host: place.host, path: under }, place.host, place.path)
  )
}

/** A lesson of the last 30 days had it, or a teacher keeps it for the next. */
async function isOfLessons(db: Database, vault: Vault, place: FoundPlace, now: number): Promise<boolean> {
  const rows = await db
    .selectFrom('lessons')
    .select(['id', 'content'])
    .where('until', '>', now - THIRTY_DAYS)
    .execute()
  const lessons = rows.map((row) => openContent(vault, row)).filter(({ mode }) => mode !== 'except')
  return [...lessons, ...(await allSets({ db, vault }))].some(({ sites, frames }) =>
    [...sites, ...frames.map((host) => ({ host }))].some((site) => isTaughtAt(place, site)),
  )
}

const isTaughtAt = (
  place: FoundPlace,
  { host, path }: { readonly host: string; readonly path?: string | undefined },
): boolean =>
  path === undefined
    ? isUnder(host, place.host) || isUnder(place.host, host)
    : isUnder(host, place.host) && meets(place, { kind: 'path', host, path, action: 'allow' })

/**
 * Pupils who used a place in 30 days and found nothing, counted no further than MOST_USERS + 1. A path on a host that many
 * share is counted as the whole host: rows of visits do not say the path. Hour by hour, so that who checks a site meanwhile
 * waits for an hour's rows and not for a month's.
 */
export async function countUsers(db: Database, { place: { host }, usersOf, now }: UsersJob): Promise<number> {
  const users = new Set<number>()
  // What a device says of tomorrow is of the last hour.
  let until = Number.MAX_SAFE_INTEGER
  for (let from = now - HOUR; from >= now - THIRTY_DAYS && users.size <= MOST_USERS; from -= HOUR) {
    const { rows } = await sql<{ person: number }>`
      SELECT DISTINCT person FROM counted_rows
      WHERE kind = 'visit' AND at > ${from} AND at <= ${until} AND person IS NOT NULL
        AND (host = ${host} OR host LIKE ${`%.${host}`})
        AND person NOT IN (SELECT person FROM findings WHERE place = ${usersOf} AND person IS NOT NULL)
      LIMIT ${MOST_USERS + 1}`.execute(db)
    for (const { person } of rows) users.add(person)
    until = from
    await setImmediate()
  }
  return Math.min(users.size, MOST_USERS + 1)
}
