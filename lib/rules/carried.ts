/**
 * The names of an index that must be closed with the worker cold or dead, as the browser's own rules: a set of its own
 * beside the policy's, so that a bell or a lesson does not put hundreds of thousands of names in anew. They close, or
 * warn; none of them opens anything.
 */
import type { CarriedNames, CategoryLists } from '../lists/lists.ts'
import { isPageOnly, type Action, type CategoryId } from '../policy/categories.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import { contentHash } from '../policy/hash.ts'
import type { Now } from '../time/now.ts'
import { isIpLiteral } from '../verdict/address.ts'
import { drafts, EVERYTHING, FRAMES, PAGES, type Where } from './draft.ts'
import { inForce } from './effective.ts'
import { numbered, type CompiledRules } from './number.ts'
import { spelled, suffixes } from './places.ts'

/** Raised whenever the same names and actions give other rules than before. */
const FORMAT = 2
const NONE = 'none'

/** Which names they are, what is spared of them, and what the school does about each category at any time that it may be. */
export const carriedMarkerOf = (policy: EffectivePolicy, lists: CategoryLists, now: Now): string =>
  lists.carried === undefined ? NONE : markerFor(lists.carried, sparedOf(lists), actionsNow(policy, now))

/** The set; the marker alone where the lists are in memory as a whole. Rejects when the names cannot be read. */
export async function compileCarried(
  policy: EffectivePolicy,
  lists: CategoryLists,
  now: Now,
): Promise<CompiledRules> {
  const { carried } = lists
  if (carried === undefined) return numbered('lists', NONE, [])
  const actions = actionsNow(policy, now)
  const segments = await carried.read()
  const named = (fits: (category: CategoryId) => boolean): string[] =>
    segments
      .filter(({ category, hosts }) => hosts !== '' && fits(category))
      .flatMap(({ hosts }) => hosts.split(' '))
      .filter((host) => !isIpLiteral(host))
  const spared = sparedOf(lists)
  const places = (fits: (category: CategoryId) => boolean): Where[] =>
    suffixes(named(fits)).map(({ condition }) => ({
      condition: { ...condition, ...(spared.length > 0 && { excludedRequestDomains: spared }) },
    }))
  const does = (action: Action) => (category: CategoryId) => actions[category] === action
  const blocks = does('block')
  return numbered('lists', markerFor(carried, spared, actions), [
    ...drafts(
      'carried',
      'block',
      EVERYTHING,
      places((one) => blocks(one) && !isPageOnly(one)),
    ),
    ...drafts(
      'carried',
      'block',
      FRAMES,
      places((one) => blocks(one) && isPageOnly(one)),
    ),
    ...drafts('carriedWarned', 'block', PAGES, places(does('warn'))),
  ])
}

/** A host that the school has put right is none of what its listed parents are. */
const sparedOf = ({ corrections = [] }: CategoryLists): string[] =>
  spelled(corrections.map(({ host }) => host))

const actionsNow = (policy: EffectivePolicy, now: Now) => inForce(policy, now).categories

const markerFor = (
  { version }: CarriedNames,
  spared: readonly string[],
  actions: Readonly<Record<CategoryId, Action>>,
): string =>
  [
    FORMAT,
    version,
    contentHash(spared),
    Object.values(actions)
      .map(([letter]) => letter)
      .join(''),
  ].join('/')
