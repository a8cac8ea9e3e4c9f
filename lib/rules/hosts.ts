/** The layers that speak of hosts alone: illegal, lifelines, needed, suspension, agreement, never-block. */
import type { CategoryLists } from '../lists/lists.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import type { Suspension } from '../policy/document.ts'
import { canonicalHosts } from '../verdict/address.ts'
import {
  drafts,
  EVERYTHING,
  FRAMES,
  RESOURCES,
  type Draft,
  type ResourceType,
  type RuleCondition,
} from './draft.ts'
import type { InForce } from './effective.ts'
import type { LayerName } from './ids.ts'
import { beneath, exactly, spelled, suffixes } from './places.ts'

/** Every http and https address; our own pages and the browser's are not ours to judge. */
export const THE_WEB = '|http'

export const illegal = (lists: CategoryLists): Draft[] =>
  drafts('illegal', 'block', EVERYTHING, suffixes(canonicalHosts(lists.illegalHosts())))

/** A lifeline's pages load all that they load, whatever the rest of the policy says of it. */
export function lifelines(policy: EffectivePolicy, lists: CategoryLists): Draft[] {
  const places = exactly(canonicalHosts([...lists.lifelineHosts(), ...policy.lifelines]))
  return [
    ...drafts('lifeline', 'allowAllRequests', FRAMES, places),
    ...drafts('lifeline', 'allow', RESOURCES, places),
  ]
}

export const needed = (policy: EffectivePolicy): Draft[] =>
  drafts('needed', 'allow', EVERYTHING, exactly(canonicalHosts(policy.needed)))

/** Everything but these hosts and what lies under them, which is judged on by the layers below. */
export function allBut(layer: LayerName, types: ResourceType[], open: Iterable<string>): Draft[] {
  const excludedRequestDomains = spelled(canonicalHosts(open))
  const condition: RuleCondition = { urlFilter: THE_WEB }
  if (excludedRequestDomains.length > 0) condition.excludedRequestDomains = excludedRequestDomains
  return drafts(layer, 'block', types, [{ condition }])
}

/** One rule a suspension: with two, a host must be open in both. */
export const suspended = (suspensions: readonly Suspension[]): Draft[] =>
  suspensions.flatMap(({ open }) => allBut('suspension', FRAMES, open))

/** What stays open until the agreement is agreed to. */
export function unagreed(open: InForce['unagreed']): Draft[] {
  if (open === undefined) return []
  const [under, exact] = [canonicalHosts(open.under), canonicalHosts(open.exact)]
  return [
    ...allBut('agreement', FRAMES, [...under, ...exact]),
    ...drafts('agreement', 'block', FRAMES, beneath(exact, under)),
  ]
}

export function neverBlock(lists: CategoryLists): Draft[] {
  const all = [...lists.neverBlock()]
  const named = (exact: boolean) =>
    canonicalHosts(all.filter((one) => one.exact === exact).map(({ host }) => host))
  return drafts('neverBlock', 'allow', EVERYTHING, [...suffixes(named(false)), ...exactly(named(true))])
}
