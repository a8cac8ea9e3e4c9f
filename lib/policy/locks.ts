/** Keys that the administrator locked: their managed value wins over what the server's policy says. */
import { isLocked, stricter, type Action, type CategoryId } from './categories.ts'
import type { Entry, GroupPolicy, Period, Unblock } from './document.ts'
import { covers, entryPlace, overlaps } from './entries.ts'
import type { ManagedConfig } from './managed.ts'

/** The names of the locked keys that are set; a locked key without a value locks nothing. */
export const lockedKeys = (managed: ManagedConfig | null): ReadonlySet<string> =>
  new Set(managed?.values.locked.filter((key) => Object.hasOwn(managed.text, key)))

/** The server's group with the locked values in it. `locked` is the group made of the managed values. */
export function lockGroup(server: GroupPolicy, locked: GroupPolicy, keys: ReadonlySet<string>): GroupPolicy {
  const pick = <K extends keyof GroupPolicy>(key: K): GroupPolicy[K] =>
    keys.has(key) ? locked[key] : server[key]
  const categories = keys.has('categoryActions')
    ? { ...server.categories, ...locked.categories }
    : server.categories
  const timetable = keys.has('timetable') ? locked.timetable : lockTimetable(server.timetable, locked, keys)
  return {
    // What no managed key speaks of is the server's.
    ...server,
    ageGroup: pick('ageGroup'),
    categories,
    entries: lockEntries(server.entries, locked.entries, keys),
    unknownHosts: pick('unknownHosts'),
    safeSearch: pick('safeSearch'),
    youtube: pick('youtube'),
    signInDomains: pick('signInDomains'),
    timetable,
    recording: lockRecording(server, locked, keys),
  }
}

/** A server's period may still tighten a locked category, never loosen it. */
function lockTimetable(
  timetable: readonly Period[],
  locked: GroupPolicy,
  keys: ReadonlySet<string>,
): Period[] {
  if (!keys.has('categoryActions') && !keys.has('unknownHosts')) return [...timetable]
  return timetable.map((period) => {
    const categories = Object.entries(period.categories).map(([category, action]) => {
      const least = keys.has('categoryActions') ? locked.categories[category as CategoryId] : undefined
      return [category, least === undefined ? action : stricter(action, least)] as const
    })
    const unknown = period.unknownHosts
    const unknownHosts: Action | undefined =
      unknown !== undefined && keys.has('unknownHosts') ? stricter(unknown, locked.unknownHosts) : unknown
    return { ...period, categories: Object.fromEntries(categories), ...(unknownHosts && { unknownHosts }) }
  })
}

/**
 * Locked blocks are added, and what the server opens there is left out, unless it is broader all round and so less
 * specific (docs/adr/0003-precedence.md). Locked openings are added, and win over a server's block of the same
 * place; a block of a narrower place stays, because it only closes.
 */
function lockEntries(
  server: readonly Entry[],
  managed: readonly Entry[],
  keys: ReadonlySet<string>,
): Entry[] {
  const blocks = managed.filter((one) => one.action === 'block' && keys.has('blockEntries'))
  const allows = managed.filter((one) => one.action === 'allow' && keys.has('allowEntries'))
  const opened = new Set(allows.map(entryPlace))
  const breaks = (allow: Entry, block: Entry): boolean =>
    overlaps(allow, block) && (covers(block, allow) || !covers(allow, block))
  const left = server.filter((one) =>
    one.action === 'allow' ? !blocks.some((block) => breaks(one, block)) : !opened.has(entryPlace(one)),
  )
  return [...left, ...allows, ...blocks]
}

function lockRecording(
  server: GroupPolicy,
  locked: GroupPolicy,
  keys: ReadonlySet<string>,
): GroupPolicy['recording'] {
  const detail = keys.has('recordingDetail') ? locked.recording : server.recording
  const reason = keys.has('recordingReason') ? locked.recording.reason : detail.reason
  return {
    hours: keys.has('recordingHours') ? locked.recording.hours : server.recording.hours,
    detail: detail.detail,
    ...(reason === undefined ? {} : { reason }),
    searchTerms: keys.has('searchTerms') ? locked.recording.searchTerms : server.recording.searchTerms,
  }
}

/** Unblocks stand above own entries, so one that touches a locked block is left out whole. */
export function lockUnblocks(
  unblocks: readonly Unblock[],
  managed: GroupPolicy,
  keys: ReadonlySet<string>,
): Unblock[] {
  if (!keys.has('blockEntries')) return [...unblocks]
  const blocks = managed.entries.filter((one) => one.action === 'block')
  return unblocks.filter(({ entry }) => !blocks.some((block) => overlaps(block, entry)))
}

/** Whatever a document says, the illegal categories stay blocked, at every time. */
export function lockIllegal(categories: Record<CategoryId, Action>): Record<CategoryId, Action> {
  return Object.fromEntries(
    Object.entries(categories).map(([id, action]) => [id, isLocked(id as CategoryId) ? 'block' : action]),
  ) as Record<CategoryId, Action>
}

/** Periods without the illegal categories. */
export const withoutIllegal = (timetable: readonly Period[]): Period[] =>
  timetable.map((period) => ({
    ...period,
    categories: Object.fromEntries(
      Object.entries(period.categories).filter(([id]) => !isLocked(id as CategoryId)),
    ),
  }))
