/** Where personal details may leave without a pause: the school's own systems, what sign-in needs, and helplines. */
import { recordedHost } from '../activity/lifeline-hosts.ts'
import type { Ruling } from '../navigation/judge.ts'
import type { PersonalKind } from '../policy/personal.ts'
import { canonical, isUnder } from '../verdict/address.ts'

type Rules = Pick<Ruling, 'policy' | 'lists'>

const helplines = ({ policy, lists }: Rules): string[] => [...lists.lifelineHosts(), ...policy.lifelines]

/** Where nothing is paused for, by name: what is left of it all when the worker does not answer. */
export const openHosts = (rules: Rules): string[] => {
  const { needed, signInDomains, personalDetails } = rules.policy
  return [...new Set([...needed, ...signInDomains, ...personalDetails.exempt, ...helplines(rules)])].sort()
}

/**
 * @param places addresses of the document and of the page that it is a part of; whatever is said to either is said to
 * both, so one of them that is exempt is enough
 * @returns the kinds that are paused for there
 */
export function kindsHere(rules: Rules, places: readonly string[]): readonly PersonalKind[] {
  const { policy, lists } = rules
  const { pause, exempt } = policy.personalDetails
  const hosts = places.flatMap((place) => canonical(place)?.host ?? [])
  // A page of the browser's own or a file sends nothing anywhere.
  if (hosts.length === 0) return []
  const lifelines = helplines(rules)
  const isHelpline = (host: string): boolean => {
    const named = recordedHost(host, lifelines, [...lists.categoriesOf(host)].length > 0)
    return named === null || named.outer
  }
  const isSchools = (host: string): boolean =>
    policy.needed.includes(host) ||
    [...exempt, ...policy.signInDomains].some((parent) => isUnder(host, parent))
  // A child must be able to give a helpline their number.
  return hosts.some((host) => isSchools(host) || isHelpline(host)) ? [] : pause
}
