/**
 * Listed hosts and unknown ones. A host has the categories of every listed suffix of it, and the strictest action
 * wins, so a name that blocks blocks all that lies under it: names go into the band of their strictest action and
 * the bands do the rest.
 */
import type { CategoryLists } from '../lists/lists.ts'
import { isLocked, isPageOnly, type Action, type CategoryId } from '../policy/categories.ts'
import { isIpLiteral, lineage } from '../verdict/address.ts'
import { drafts, EVERYTHING, FRAMES, PAGES, type Draft, type RuleCondition, type Where } from './draft.ts'
import type { InForce } from './effective.ts'
import { THE_WEB } from './hosts.ts'
import { spelled, suffixes } from './places.ts'

interface Bands {
  readonly locked: string[]
  readonly blocked: string[]
  /** Blocked as a page or a frame; as a part of a page it loads. */
  readonly blockedPages: string[]
  readonly warned: string[]
  readonly known: string[]
}

export function categories(lists: CategoryLists, force: InForce): Draft[] {
  const bands = sorted(lists, force)
  const corrected = (lists.corrections ?? []).map(({ host }) => host)
  const but = (names: readonly string[]) => suffixesBut(names, corrected)
  return [
    ...drafts('locked', 'block', EVERYTHING, suffixes(bands.locked)),
    ...drafts('blocked', 'block', EVERYTHING, but(bands.blocked)),
    ...drafts('blocked', 'block', FRAMES, but(bands.blockedPages)),
    ...drafts('warned', 'block', PAGES, but(bands.warned)),
    ...unknown([...bands.known, ...bands.warned], inNoList(lists), force.unknownHosts),
  ]
}

/** Names with everything under them, without the corrected hosts that only a listed parent would put there. */
function suffixesBut(names: readonly string[], corrected: readonly string[]): Where[] {
  const listed = new Set(names)
  const spared = corrected.filter((host) => !listed.has(host) && lineage(host).some((one) => listed.has(one)))
  if (spared.length === 0) return suffixes(names)
  const excludedRequestDomains = spelled(spared)
  return suffixes(names).map(({ condition }) => ({ condition: { ...condition, excludedRequestDomains } }))
}

/**
 * Parts of pages are never blocked for being unknown, so only pages and frames are. Known hosts are left out of the
 * rule rather than allowed by another: so it can stand above continued warnings where it blocks.
 */
function unknown(known: readonly string[], none: readonly string[], action: Action): Draft[] {
  if (action === 'allow') return []
  const condition: RuleCondition = { urlFilter: THE_WEB }
  if (known.length > 0) condition.excludedRequestDomains = known.toSorted()
  const places: Where[] = [{ condition }, ...suffixes(none)]
  if (action === 'warn') return drafts('unknownWarned', 'block', PAGES, places)
  return drafts('unknownBlocked', 'block', FRAMES, places)
}

/** What the school has taken out of every list is unknown, although a parent of it may be known. */
const inNoList = (lists: CategoryLists): string[] =>
  (lists.corrections ?? []).filter(({ categories }) => categories.length === 0).map(({ host }) => host)

function sorted(lists: CategoryLists, force: InForce): Bands {
  const bands: Bands = { locked: [], blocked: [], blockedPages: [], warned: [], known: [] }
  for (const [host, ids] of lists.entries()) if (!isIpLiteral(host)) bandOf(bands, ids, force).push(host)
  return bands
}

function bandOf(bands: Bands, ids: readonly CategoryId[], { categories: actions }: InForce): string[] {
  if (ids.some(isLocked)) return bands.locked
  const blocking = ids.filter((id) => actions[id] === 'block')
  if (blocking.some((id) => !isPageOnly(id))) return bands.blocked
  if (blocking.length > 0) return bands.blockedPages
  return ids.some((id) => actions[id] === 'warn') ? bands.warned : bands.known
}
