/**
 * The policy as the browser's own rules. Pure: the same arguments give the same rules. One draft layer for each
 * step of docs/adr/0003-precedence.md; ids.ts orders them.
 */
import type { CategoryLists } from '../lists/lists.ts'
import type { Entry } from '../policy/document.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import type { Now } from '../time/now.ts'
import { plainEntry } from '../verdict/entry.ts'
import { SEARCH_ENGINES } from '../verdict/search.ts'
import { categories } from './categories.ts'
import { decodeParameters, decodeRedirects, slashRedirect, type ComparedPath } from './decode.ts'
import type { Draft, Rule } from './draft.ts'
import { inForce, timeMark, type InForce } from './effective.ts'
import { headers } from './headers.ts'
import { illegal, lifelines, neverBlock, needed, suspended } from './hosts.ts'
import { LAYERS, type LayerName } from './ids.ts'
import { markerRule, type LayerCounts } from './marker.ts'
import { ownEntries, RegexBudget, unblocked } from './own.ts'
import { safeSearch } from './safe-search.ts'
import { hostsOfPathTwins, withTwins } from './twins.ts'
import { uniformHosts } from './uniform.ts'

/** Raised whenever the same arguments give other rules than before; a test holds the two together. */
export const FORMAT = 4

export interface CompiledRules {
  /** The whole set, the marker rule included. */
  readonly rules: Rule[]
  /** Changes whenever the rules do. */
  readonly marker: string
  readonly counts: RuleCounts
}

export interface RuleCounts {
  readonly rules: number
  /** Host names over all rules. */
  readonly domains: number
  readonly regexes: number
  /** Rules that redirect or change headers. */
  readonly unsafe: number
  readonly layers: LayerCounts
}

/** What the marker of `compile` with the same arguments would be, without compiling. */
export const markerOf = (policy: EffectivePolicy, lists: CategoryLists, now: Now): string =>
  markerFor(policy, lists, inForce(policy, now))

export function compile(policy: EffectivePolicy, lists: CategoryLists, now: Now): CompiledRules {
  const force = inForce(policy, now)
  const marker = markerFor(policy, lists, force)
  const numbered = number(withSearch(policy, lists, now, layers(policy, lists, force)))
  const rules = [markerRule(marker, numbered.layers), ...numbered.rules]
  return { rules, marker, counts: counted(rules, numbered.layers) }
}

const markerFor = (policy: EffectivePolicy, lists: CategoryLists, force: InForce): string =>
  [FORMAT, policy.version, lists.version, timeMark(policy, force)].join('/')

function layers(policy: EffectivePolicy, lists: CategoryLists, force: InForce): Draft[] {
  const budget = new RegexBudget()
  const unblocks = force.unblocks.map(({ entry }) => entry)
  return [
    ...illegal(lists),
    ...lifelines(policy, lists),
    ...needed(policy),
    ...suspended(force.suspensions),
    ...unblocked(unblocks, budget),
    ...ownEntries(policy.entries, budget),
    ...neverBlock(lists),
    ...categories(lists, force),
    ...headers(policy),
    ...decodeRedirects(comparedPaths(policy, [...unblocks, ...policy.entries])),
  ]
}

/** Safe search over the layers, and what the layers need so that it hides none of them. */
function withSearch(policy: EffectivePolicy, lists: CategoryLists, now: Now, all: readonly Draft[]): Draft[] {
  if (!policy.safeSearch) return [...all]
  return [
    ...withTwins(all),
    ...safeSearch(uniformHosts(policy, lists, now)),
    ...decodeParameters(searchParameters),
    ...slashRedirect(hostsOfPathTwins(all)),
  ]
}

const searchSites = SEARCH_ENGINES.filter(({ setting }) => setting === 'safeSearch').flatMap(
  ({ sites }) => sites,
)
const searchParameters = searchSites.map(({ hosts, query = {} }) => ({ hosts, names: Object.keys(query) }))

function comparedPaths(policy: EffectivePolicy, entries: readonly Entry[]): ComparedPath[] {
  const own = entries
    .map(plainEntry)
    .filter((entry) => entry !== null)
    .filter(({ kind }) => kind === 'path')
    // Below an allowed path, an encoded dot could be half of a way out.
    .map(({ host, path, action }) => ({ hosts: [host], path: action === 'allow' ? `${path}.` : path }))
  const searched = (policy.safeSearch ? searchSites : []).flatMap(({ hosts, paths = [] }) =>
    paths.map((path) => ({ hosts, path })),
  )
  return [...own, ...searched]
}

/** Gives each layer's rules the consecutive ids of its range, in order. */
function number(all: readonly Draft[]): { rules: Rule[]; layers: LayerCounts } {
  const sizes: LayerCounts = {}
  const rules = all.map(({ layer, priority, action, condition }) => {
    const id = nextId(layer, sizes)
    return { id, priority, action, condition }
  })
  return { rules, layers: sizes }
}

function nextId(layer: LayerName, sizes: LayerCounts): number {
  const [first, last] = LAYERS[layer].ids
  const used = sizes[layer] ?? 0
  if (first + used > last)
    throw new RangeError(`The policy needs more than ${used} rules in the layer ${layer}`)
  sizes[layer] = used + 1
  return first + used
}

function counted(rules: readonly Rule[], sizes: LayerCounts): RuleCounts {
  const isUnsafe = ({ action }: Rule) => action.type === 'redirect' || action.type === 'modifyHeaders'
  return {
    rules: rules.length,
    domains: rules.reduce(
      (sum, { condition: { requestDomains = [], excludedRequestDomains = [] } }) =>
        sum + requestDomains.length + excludedRequestDomains.length,
      0,
    ),
    regexes: rules.filter(({ condition }) => condition.regexFilter !== undefined).length,
    unsafe: rules.filter(isUnsafe).length,
    layers: sizes,
  }
}
