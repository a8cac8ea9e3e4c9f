/**
 * Where lists may be fetched from. The server stands inside the school's network: an address that somebody adds, or one
 * that a list's publisher sends it on to, must not make it speak to machines there. Only public addresses are spoken
 * to, over TLS; a mirror of the school's own has to be named by whoever runs the server (KERB_LIST_MIRRORS).
 */
import { type BlockList, isIP } from 'node:net'
import { Refusal } from '../errors.ts'
import { blockListOf } from '../environment.ts'

/**
 * Everything that is not a public machine: this host, private and shared networks, link-local, tests, multicast. Two
 * lists: a list of both would take every IPv4 address for one within IPv6, and that for not public.
 */
const NOT_PUBLIC_4 = blockListOf([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
])
const NOT_PUBLIC_6 = blockListOf([
  '::/3', // Unspecified, loopback, IPv4 in IPv6, NAT64: nothing public begins so.
  '4000::/2',
  '8000::/1', // Unique local, link-local, multicast.
  '2001::/23', // Teredo and other special uses.
  '2001:db8::/32',
  '2002::/16', // 6to4 carries an IPv4 address within.
])

const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

export const isPublic = (address: string): boolean =>
  isIP(address) === 4
    ? !NOT_PUBLIC_4.check(address, 'ipv4')
    : isIP(address) === 6 && !NOT_PUBLIC_6.check(address, 'ipv6')

export const isMirror = (mirrors: BlockList | null, address: string): boolean =>
  isIP(address) !== 0 && mirrors !== null && mirrors.check(address, family(address))

/** Reads an address as somebody writes it. Throws a Refusal (422) for what can be no source. */
export function readAddress(written: string): URL {
  const url = URL.parse(written)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw new Refusal(422, 'list-address', 'Write the whole address, beginning with https://.', {
      field: 'address',
    })
  if (url.username !== '' || url.password !== '')
    throw new Refusal(422, 'list-address', 'An address with a name or password in it is not taken.', {
      field: 'address',
    })
  url.hash = ''
  return url
}

/**
 * Whether a machine may be spoken to. `mayBeMirror` false: a public place has sent us there, and never leads inside.
 * Throws a Refusal (422).
 */
export function needReachable(
  url: URL,
  address: string,
  mirrors: BlockList | null,
  mayBeMirror: boolean,
): 'public' | 'mirror' {
  if (mayBeMirror && isMirror(mirrors, address)) return 'mirror'
  if (!isPublic(address))
    throw new Refusal(
      422,
      'list-inside',
      `${url.hostname} is a machine inside the network. Whoever runs the server can allow it: KERB_LIST_MIRRORS.`,
    )
  if (url.protocol !== 'https:')
    throw new Refusal(
      422,
      'list-plain',
      'Lists are fetched over https:// only: on the way they could be changed.',
    )
  return 'public'
}
