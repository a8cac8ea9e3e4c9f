/**
 * What was found to be something the school closes, as the browser's own rules: a set of its own beside the policy's,
 * so that a host is closed within a moment of being found, whatever the size of the lists, and stays closed when the
 * browser starts cold.
 */
import { isPageOnly, stricter } from '../policy/categories.ts'
import type { Action, CategoryId } from '../policy/categories.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import { CATEGORY_OF } from '../policy/found-kinds.ts'
import { contentHash } from '../policy/hash.ts'
import type { Now } from '../time/now.ts'
import { prepare } from '../verdict/prepare.ts'
import type { PreparedPolicy } from '../verdict/prepare.ts'
import { isHeld, plainQuarantine } from '../verdict/quarantine.ts'
import type { PlainQuarantine } from '../verdict/quarantine.ts'
import { drafts, EVERYTHING, FRAMES, PAGES, type Draft, type RuleAction, type Where } from './draft.ts'
import { priorityOf } from './ids.ts'
import { numbered, type CompiledRules } from './number.ts'
import { underPath } from './paths.ts'
import { suffixes } from './places.ts'

/** Raised whenever the same quarantines give other rules than before. */
const FORMAT = 1
/** Regular expressions that paths may use; the school's own entries need the rest. */
const MOST_REGEXES = 60

/** A place and what holds there. */
export interface Closed {
  readonly host: string
  readonly path: string
  readonly action: Exclude<Action, 'allow'>
  /** What a page loads from there is left alone. */
  readonly pageOnly: boolean
}

/** What is closed, or warned about, at any time that it may be; hosts before paths, in a fixed order. */
export function closedPlaces(policy: EffectivePolicy, now: Now): readonly Closed[] {
  if (policy.quarantine.length === 0) return []
  const plain = prepare(policy)
  return policy.quarantine
    .map(plainQuarantine)
    .filter((one) => one !== null)
    .flatMap((one) => closed(one, plain, now))
    .toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
}

const nameOf = ({ host, path, action }: Closed): string => `${path} ${host} ${action}`

function closed({ host, path, quarantined }: PlainQuarantine, plain: PreparedPolicy, now: Now): Closed[] {
  const category: CategoryId = CATEGORY_OF[quarantined.found]
  const action = now.candidates
    .filter((at) => isHeld(quarantined, at))
    .map((at) => plain.momentAt(at).categories[category])
    .reduce<Action>(stricter, 'allow')
  return action === 'allow' ? [] : [{ host, path, action, pageOnly: isPageOnly(category) }]
}

/** What is closed, as a mark: the same places need the same rules. */
export const quarantineMarkerOf = (policy: EffectivePolicy, now: Now): string =>
  markerFor(closedPlaces(policy, now))

const markerFor = (places: readonly Closed[]): string => `${FORMAT}/${contentHash(places)}`

/** The rules of the quarantines that hold; the marker alone when none does. */
export function compileQuarantine(policy: EffectivePolicy, now: Now): CompiledRules {
  const places = closedPlaces(policy, now)
  const [blocked, warned] = [places.filter(isBlocked), places.filter((one) => !isBlocked(one))]
  const all = [
    ...drafts('quarantine', 'block', EVERYTHING, placesOf(blocked.filter(({ pageOnly }) => !pageOnly))),
    ...drafts('quarantine', 'block', FRAMES, placesOf(blocked.filter(({ pageOnly }) => pageOnly))),
    ...drafts('quarantineWarned', 'block', PAGES, placesOf(warned)),
    ...withoutWorkers(placesOf(warned)),
  ]
  return numbered('quarantine', markerFor(places), all)
}

const isBlocked = ({ action }: Closed): boolean => action === 'block'

/** One rule for all hosts, and one for each path. */
export function placesOf(places: readonly Pick<Closed, 'host' | 'path'>[]): Where[] {
  const hosts = places.filter(({ path }) => path === '').map(({ host }) => host)
  const paths = places.filter(({ path }) => path !== '')
  return [
    ...suffixes(new Set(hosts)),
    ...paths.flatMap(({ host, path }, i) => underPath([host], path, 'block', MOST_REGEXES - i)),
  ]
}

/** Documents from there may start no worker: a socket in one is seen by nobody (crbug 40808791). */
export const NO_WORKERS: RuleAction = {
  type: 'modifyHeaders',
  responseHeaders: [{ header: 'content-security-policy', operation: 'append', value: "worker-src 'none'" }],
}

const withoutWorkers = (places: readonly Where[]): Draft[] =>
  drafts('quarantineWorkers', 'block', FRAMES, places, priorityOf('quarantineWorkers')).map((draft) => ({
    ...draft,
    action: NO_WORKERS,
  }))
