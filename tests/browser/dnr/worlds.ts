/** Random policies with the addresses that meet them, and the same on the hosts of search engines. */
import * as fc from 'fast-check'
import {
  ADDRESS_DISGUISES,
  addressArb,
  certainNowArb,
  listsArb,
  plainAddressArb,
  taughtPolicyArb,
  trickyAddressArb,
  written,
} from '../../fixtures/arbitraries.ts'
import type { PlainLists } from '../../fixtures/plain-lists.ts'
import type { EffectivePolicy } from '../../../lib/policy/effective.ts'
import type { Now } from '../../../lib/time/now.ts'

export interface World {
  readonly policy: EffectivePolicy
  readonly lists: PlainLists
  readonly now: Now
  readonly addresses: readonly string[]
}

/** Hosts of the random worlds and what they become on search engines. */
const SEARCH_NAMES: readonly (readonly [string, string])[] = [
  ['a.test', 'google.com'],
  ['b.test', 'duckduckgo.com'],
  ['games.test', 'search.brave.com'],
  ['a.example', 'bing.com'],
  ['/games', '/search'],
  ['/edu', '/images'],
]

/** Anything of a random world moved to search hosts and search paths. */
export function onSearchHosts<T>(value: T): T {
  let text = JSON.stringify(value)
  for (const [from, to] of SEARCH_NAMES) text = text.replaceAll(from, to)
  return JSON.parse(text) as T
}

/** Credentials, final dots, other ports, look-alike letters: what leads to the same place. */
const disguisedAddressArb = fc
  .tuple(
    plainAddressArb,
    fc.constantFrom(...ADDRESS_DISGUISES.filter(({ name }) => !/view-source|WebSocket/.test(name))),
  )
  .map(([address, { needsName, apply }]) =>
    needsName && isIp(address.host) ? written(address) : apply(address),
  )

const isIp = (host: string): boolean => host.startsWith('[') || /^[\d.]+$/.test(host)

/** As many worlds as asked for, every other on search hosts. The same seed gives the same. */
export function worlds(seed: number, count: number, addresses: number): World[] {
  const some = fc.array(fc.oneof(addressArb, trickyAddressArb, disguisedAddressArb), {
    minLength: addresses,
    maxLength: addresses,
    size: 'max',
  })
  const arb = fc.record({ policy: taughtPolicyArb, lists: listsArb, now: certainNowArb, addresses: some })
  return fc
    .sample(arb, { seed, numRuns: count })
    .map((world, i) => (i % 2 === 1 ? onSearchHosts(world) : world))
}
