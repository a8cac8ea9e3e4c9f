/** Whether a whole site gets one verdict, so that safe search may move it to another host of its own. */
import type { CategoryLists } from '../lists/lists.ts'
import { openHosts } from '../policy/agreed.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import type { Now } from '../time/now.ts'
import { isUnder } from '../verdict/address.ts'
import { decide } from '../verdict/decide.ts'
import { SEARCH_ENGINES } from '../verdict/search.ts'

/** True when every address on `hosts`, under them, and on `target` gets the same verdict as a page and as a part. */
export type Uniform = (hosts: readonly string[], target: string) => boolean

export function uniformHosts(policy: EffectivePolicy, lists: CategoryLists, now: Now): Uniform {
  const points = namedPoints(policy, lists)
  const suffixes = namedSuffixes(policy, lists)
  // What an index says is in memory at one time and not at another: the same marker stands for the same rules.
  const certain = lists.base ?? lists
  const judge = (host: string) =>
    TARGETS.map((target) => decide(`https://${host}/`, policy, certain, now, target).action).join(' ')
  return (hosts, target) => {
    const all = [...hosts, target]
    const concerned = (name: string) => all.some((host) => isUnder(name, host))
    if (points.some(concerned)) return false
    return new Set([...all, ...suffixes.filter(concerned)].map(judge)).size === 1
  }
}

/** Hosts that something names exactly or by a path: what lies around them may be judged otherwise. */
function namedPoints(policy: EffectivePolicy, lists: CategoryLists): string[] {
  const entries = [...policy.entries, ...policy.unblocks.map(({ entry }) => entry)]
  const exact = [...lists.neverBlock()].filter((one) => one.exact)
  return [
    ...entries.filter(({ kind }) => kind !== 'suffix').map(({ host }) => host),
    ...policy.needed,
    ...openHosts(policy.agreement).exact,
    ...policy.lifelines,
    ...lists.lifelineHosts(),
    ...exact.map(({ host }) => host),
  ]
}

/** Names that speak for all that lies under them, of the sites that safe search may move. */
function namedSuffixes(policy: EffectivePolicy, lists: CategoryLists): string[] {
  const entries = [...policy.entries, ...policy.unblocks.map(({ entry }) => entry)]
  const listed: string[] = []
  for (const [host] of lists.entries()) if (MOVED.some((from) => isUnder(host, from))) listed.push(host)
  return [
    ...listed,
    ...entries.filter(({ kind }) => kind === 'suffix').map(({ host }) => host),
    ...policy.suspensions.flatMap(({ open }) => open),
    ...openHosts(policy.agreement).under,
    ...[...lists.neverBlock()].filter((one) => !one.exact).map(({ host }) => host),
    ...lists.illegalHosts(),
  ]
}

const TARGETS = ['page', 'frame', 'resource'] as const

const MOVED = SEARCH_ENGINES.flatMap(({ sites }) => sites)
  .filter(({ host }) => host !== undefined)
  .flatMap(({ hosts }) => [...hosts])
