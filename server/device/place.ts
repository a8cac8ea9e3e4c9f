/** Where a device is, as far as the address it comes from says. */
import { type BlockList, isIP } from 'node:net'
import type { Place } from '../../lib/policy/document.ts'

/** On site when its address is in the school's ranges; unknown when the school has given none. */
export function placeOf(address: string, site: BlockList | null): Place {
  if (!site) return 'unknown'
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  const version = isIP(plain)
  if (!version) return 'unknown'
  return site.check(plain, version === 4 ? 'ipv4' : 'ipv6') ? 'on-site' : 'away'
}

/** The network of an address for sharing out limits: one IPv4 address, or the /64 that one IPv6 host controls. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (isIP(plain) !== 6) return plain
  const [head = '', tail] = (plain.split('%')[0] ?? '').split('::')
  const left = head.split(':').filter(Boolean)
  const right = (tail ?? '').split(':').filter(Boolean)
  const groups =
    tail === undefined
      ? left
      : [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right]
  return `${groups.slice(0, 4).join(':')}::/64`
}
