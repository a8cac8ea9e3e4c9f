/**
 * Why a place is not closed for all, whatever was found there: the school or the law of the house keeps it open, or
 * many use it without anything being found. Asked in the thread that checks sites: it reads lists and rows.
 */
import { sql } from 'kysely'
import type { CategoryLists } from '../../lib/lists/lists.ts'
import type { Entry, PolicyDocument } from '../../lib/policy/document.ts'
import { type FoundPlace, holdsAddress } from '../../lib/policy/found-place.ts'
import { isUnder } from '../../lib/policy/hosts.ts'
import { NEEDED_HOSTS } from '../../lib/policy/needed.ts'
import { openApproval } from '../asking/content.ts'
import type { Database } from '../db/open.ts'
import { openContent } from '../lessons/content.ts'
import { allSets } from '../lessons/sets.ts'
import type { Vault } from '../keys/vault.ts'

export interface FoundJob {
  readonly place: FoundPlace
  /** The number of `found_places`. */
  readonly found: number
  readonly now: number
}

export const KEPT_OPEN = ['lifeline', 'never-block', 'needed', 'own-entry', 'lesson'] as const
export interface PlaceFound {
  readonly keptOpen: (typeof KEPT_OPEN)[number] | null
  /** Pupils who used it in 30 days and found nothing; counted no further than MOST_USERS + 1. */
  readonly users: number
}

/** More pupils than these, and staff are told instead. */
export const MOST_USERS = 20
const THIRTY_DAYS = 30 * 86_400_000

export async function lookAtPlace(
  { db, vault }: { readonly db: Database; readonly vault: Vault },
  { lists, policy }: { readonly lists: CategoryLists; readonly policy: PolicyDocument | undefined },
  { place, found, now }: FoundJob,
): Promise<PlaceFound> {
  const approved = await approvedEntries(db, vault, now)
  const keptOpen =
    keptOpenBy(place, lists, { policy, approved }, now) ??
    ((await isOfLessons(db, vault, place, now)) ? 'lesson' : null)
  return { keptOpen, users: await usersOf(db, place, found, now) }
}

function keptOpenBy(
  place: FoundPlace,
  lists: CategoryLists,
  { policy, approved }: { readonly policy: PolicyDocument | undefined; readonly approved: readonly Entry[] },
  now: number,
): PlaceFound['keptOpen'] {
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

/** A path on a host that many share is counted as the whole host: rows of visits do not say the path. */
async function usersOf(db: Database, { host }: FoundPlace, found: number, now: number): Promise<number> {
  const { rows } = await sql<{ users: number }>`
    SELECT count(*) AS users FROM (SELECT DISTINCT person FROM counted_rows
      WHERE kind = 'visit' AND at > ${now - THIRTY_DAYS} AND person IS NOT NULL
        AND (host = ${host} OR host LIKE ${`%.${host}`})
        AND person NOT IN (SELECT person FROM findings WHERE place = ${found} AND person IS NOT NULL)
      LIMIT ${MOST_USERS + 1})`.execute(db)
  return rows[0]?.users ?? 0
}
