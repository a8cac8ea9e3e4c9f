/**
 * A bad list update must not reach a class: upstream lists have been published nearly empty for weeks, and
 * have held the BBC. An update passes when the names that everybody knows still come out as they must.
 */
import { AGE_GROUPS, defaultAction, type CategoryId } from '../policy/categories.ts'
import type { ListsDocument } from '../protocol/lists-document.ts'
import { suffixesOf } from './host.ts'
import type { CarriedSegment, CategoryLists } from './lists.ts'
import { isMeant } from './smaller.ts'

/** Hosts that must carry the category. */
export const MUST_CARRY: readonly (readonly [host: string, category: CategoryId])[] = [
  ['pornhub.com', 'adult'],
  ['www.xvideos.com', 'adult'],
  ['www.bet365.com', 'gambling'],
  ['www.nordvpn.com', 'proxy-vpn'],
  ['www.coolmathgames.com', 'games'],
  ['ome.tv', 'stranger-chat'],
  ['www.tiktok.com', 'social'],
]

/** Hosts that may carry nothing that a secondary school's defaults stop. */
export const MUST_BE_OPEN: readonly string[] = [
  'bbc.co.uk',
  'www.bbc.co.uk',
  'google.com',
  'www.google.com',
  'docs.google.com',
  'en.wikipedia.org',
  'www.microsoft.com',
  'login.microsoftonline.com',
  'www.apple.com',
  'www.gov.uk',
  'www.nhs.uk',
  'www.theguardian.com',
  'www.childline.org.uk',
  'www.talktofrank.com',
  'fonts.gstatic.com',
  'cdnjs.cloudflare.com',
]

/** Hosts that must be lifelines. */
export const MUST_BE_LIFELINES: readonly string[] = [
  'www.childline.org.uk',
  'www.samaritans.org',
  'www.ceop.police.uk',
]

/** A segment of this size is a general list, and a general list of its category holds these. */
export const GENERAL_LIST = 5_000
export const GENERAL_LISTS_HOLD: Readonly<Partial<Record<CategoryId, readonly string[]>>> = {
  adult: ['pornhub.com', 'xvideos.com', 'xhamster.com', 'xnxx.com'],
  gambling: ['bet365.com', 'williamhill.com', 'pokerstars.com', 'paddypower.com'],
  'proxy-vpn': ['nordvpn.com', 'hidemyass.com', 'croxyproxy.com', 'hide.me'],
}

/** The largest part of a list that one update may remove. */
export const MAX_SHRINK = 0.2

/** Whether a secondary school that has set nothing stops the category. */
export const stopped = (category: CategoryId): boolean => defaultAction(category, 'secondary') !== 'allow'

/** Hosts that a list of the category must not hold, because one of those that must be open lies under them. */
export const wouldStop = (host: string, categories: readonly CategoryId[]): boolean =>
  OPEN_WITH_PARENTS.has(host) && categories.some(stopped)
const OPEN_WITH_PARENTS: ReadonlySet<string> = new Set(MUST_BE_OPEN.flatMap((host) => [...suffixesOf(host)]))

/** Whether anybody who has set nothing is stopped or warned: what lists are held for before devices are given them. */
export const stoppedSomewhere = (category: CategoryId): boolean =>
  AGE_GROUPS.some((age) => defaultAction(category, age) !== 'allow')

/** What is wrong with lists as a whole, in words; empty when every canary sings. */
export function checkCanaries(lists: CategoryLists): string[] {
  const problems: string[] = []
  for (const [host, category] of MUST_CARRY)
    if (!lists.categoriesOf(host).has(category))
      problems.push(`${host} is not in "${category}", where it belongs`)
  for (const host of MUST_BE_OPEN) {
    const bad = lists.isNeverBlock(host) ? [] : [...lists.categoriesOf(host)].filter(stopped)
    if (bad.length > 0) problems.push(`${host} is in "${bad.join('", "')}", and must be open`)
    if (lists.isIllegal(host)) problems.push(`${host} is in the illegal slot, and must be open`)
  }
  for (const host of MUST_BE_LIFELINES) {
    if (!lists.isLifeline(host)) problems.push(`${host} is not a lifeline`)
    if (lists.isIllegal(host)) problems.push(`${host} is a lifeline in the illegal slot`)
  }
  return problems
}

export interface UpdateCheck {
  readonly ok: boolean
  readonly problems: readonly string[]
}

/**
 * Whether `next` may replace `previous` (null when nothing was published before). Refused when a segment, or all
 * together, loses more than a fifth, or a canary fails. In a new epoch, an operator's declared fresh start, and where
 * the server says that it is smaller on purpose, only the canaries count.
 */
export function checkUpdate(previous: ListsDocument | null, next: ListsDocument): UpdateCheck {
  const problems = next.segments.flatMap(segmentProblems)
  if (previous && next.version.epoch === previous.version.epoch && !isMeant(previous, next))
    problems.push(...shrinkProblems(previous, next))
  return { ok: problems.length === 0, problems }
}

type Segment = ListsDocument['segments'][number]

function segmentProblems(segment: Segment): string[] {
  const hosts = new Set(segment.hosts)
  const problems = stopped(segment.category) ? wouldStopOf(segment.id, hosts) : []
  const expected = GENERAL_LISTS_HOLD[segment.category] ?? []
  if (
    segment.hosts.length >= GENERAL_LIST &&
    expected.length > 0 &&
    !expected.some((host) => hosts.has(host))
  )
    problems.push(
      `"${segment.id}" holds none of ${expected.join(', ')}, which every list of "${segment.category}" has`,
    )
  return problems
}

/** What is wrong with names for the browser's rules, in words: they would stop what must be open. */
export const checkCarried = (segments: readonly CarriedSegment[]): string[] =>
  segments
    .filter(({ category }) => stopped(category))
    .flatMap(({ category, hosts }) => wouldStopOf(category, new Set(hosts.split(' '))))

const wouldStopOf = (list: string, hosts: ReadonlySet<string>): string[] =>
  MUST_BE_OPEN.flatMap((canary) => {
    const hit = [...suffixesOf(canary)].find((suffix) => hosts.has(suffix))
    return hit === undefined ? [] : [`"${list}" lists ${hit}, which would stop ${canary}`]
  })

/** Of an index all names count. */
function shrinkProblems(before: ListsDocument, after: ListsDocument): string[] {
  const [was, is] = [before.index?.names ?? 0, after.index?.names ?? 0]
  const shrunk = shrinksTooFar(was, is) ? [`the index shrinks from ${was} names to ${is}`] : []
  const sizes = new Map(after.segments.map((s) => [s.id, s.hosts.length]))
  const problems: string[] = shrunk
  for (const { id, hosts } of before.segments) {
    const now = sizes.get(id) ?? 0
    if (shrinksTooFar(hosts.length, now))
      problems.push(`"${id}" shrinks from ${hosts.length} names to ${now}`)
  }
  const total = (document: ListsDocument) => document.segments.reduce((sum, s) => sum + s.hosts.length, 0)
  if (shrinksTooFar(total(before), total(after)))
    problems.push(`all lists together shrink from ${total(before)} names to ${total(after)}`)
  return problems
}

export const shrinksTooFar = (before: number, now: number): boolean => now < before * (1 - MAX_SHRINK)
