/**
 * The one form of an address that verdicts are made of. Chromium has undone most disguises of a host (case,
 * percent, full-width, decimal addresses) before we see it; this undoes the rest, and reads view-source:, blob:
 * and filesystem: addresses by what they carry.
 */
import { looseReading, strictPath } from './path.ts'

export interface Address {
  readonly scheme: 'http' | 'https'
  /** Lower-case ASCII without a final dot, an IPv4 address in dots, or an IPv6 address in brackets. */
  readonly host: string
  readonly isIp: boolean
  /** Empty for the scheme's own port. */
  readonly port: string
  /** As judged: lower case, no dot segments, no `//`, unreserved characters plain. Never for fetching. */
  readonly path: string
  /** The path as the most forgiving web server would read it; equal to `path` unless it holds a disguise. */
  readonly loosePath: string
  /** With its `?`, as written; empty when there is none. */
  readonly query: string
  /** With its `#`, as written; empty when there is none. */
  readonly fragment: string
  /** A loadable http(s) address of the same page, as written but for credentials and host tricks. */
  readonly href: string
}

const WEB: Record<string, 'http' | 'https'> = {
  'http:': 'http',
  'https:': 'https',
  'ws:': 'http',
  'wss:': 'https',
}
const CARRIERS = new Set(['view-source:', 'blob:', 'filesystem:'])
const DEEPEST_NESTING = 4

/**
 * The canonical address, or null when it is not a web address: another scheme, an opaque origin (`blob:null/…`),
 * or text that no browser would load.
 */
export function canonical(url: string): Address | null {
  let parsed = parse(url)
  let originOnly = false
  for (let depth = 0; parsed !== null && CARRIERS.has(parsed.protocol); depth += 1) {
    if (depth === DEEPEST_NESTING) return null
    originOnly ||= parsed.protocol !== 'view-source:'
    parsed = parse(parsed.href.slice(parsed.protocol.length))
  }
  if (parsed === null) return null
  const scheme = WEB[parsed.protocol]
  if (scheme === undefined) return null
  const host = tidyHost(parsed.hostname)
  const port = parsed.port
  const written = originOnly ? '/' : parsed.pathname
  const query = originOnly ? '' : parsed.search
  const fragment = originOnly ? '' : parsed.hash
  const path = strictPath(written)
  const href = `${scheme}://${host}${port === '' ? '' : `:${port}`}${written}${query}${fragment}`
  const loosePath = looseReading(written, path)
  return { scheme, host, isIp: isIpLiteral(host), port, path, loosePath, query, fragment, href }
}

/** True when the text asks for a web address, readable or not. */
export const looksLikeWeb = (url: string): boolean =>
  /^[\0- ]*(?:(?:view-source|blob|filesystem):)*(?:https?|wss?):/i.test(url)

// What can be shown and runs nothing. Any XML may hold XHTML with scripts, whatever its type is called.
const INERT =
  /^(?:text\/(?:plain|css|csv)|application\/(?:pdf|json)|(?:image|audio|video|font)\/(?!svg)[\w.+-]+)?$/

/**
 * True for a document that is written into its own address. No page leads there: it was typed, pasted or kept as a
 * bookmark, no script of ours reaches it, and only its address is to be seen. Pictures and plain texts do nothing; a
 * type that we do not know may do anything.
 */
export function isWrittenPage(url: string): boolean {
  const [, type] = /^[\0- ]*data:([^,;]*)/i.exec(url) ?? []
  return type !== undefined && !INERT.test(type.replaceAll(/[\0- ]/g, '').toLowerCase())
}

// Nothing that would make it more than a host once it stands in an address.
const HOST_ALONE = /^(?:\[[^\]]*\]|[^\s/\\?#@:%[\]]+)$/

/**
 * A host as an administrator or a list writes it, in the form that `Address.host` has; null when no browser
 * would take it for a host.
 */
export function canonicalHost(host: string): string | null {
  const parsed = HOST_ALONE.test(host) ? parse(`http://${host}/`) : null
  return parsed === null ? null : tidyHost(parsed.hostname)
}

/** The hosts of a list in that form, each once; what is no host is left out. */
export const canonicalHosts = (hosts: Iterable<string>): ReadonlySet<string> =>
  new Set([...hosts].map(canonicalHost).filter((host) => host !== null))

/** True for a canonical host that is an IP address. */
export function isIpLiteral(host: string): boolean {
  if (host.startsWith('[')) return true
  const last = host.charCodeAt(host.length - 1)
  return last >= 48 && last <= 57 && /^\d+\.\d+\.\d+\.\d+$/.test(host)
}

/** True when `host` is `suffix` or lies under it, by whole labels. An IP address lies under nothing. */
export const isUnder = (host: string, suffix: string): boolean =>
  host === suffix ||
  (host.length > suffix.length &&
    host.endsWith(suffix) &&
    host.charCodeAt(host.length - suffix.length - 1) === 46 &&
    !isIpLiteral(host))

/** The host and every parent of it, longest first: `a.b.test`, `b.test`, `test`. Of an IP address itself only. */
export function lineage(host: string): string[] {
  const all = [host]
  if (isIpLiteral(host)) return all
  for (let dot = host.indexOf('.'); dot !== -1; dot = host.indexOf('.', dot + 1))
    all.push(host.slice(dot + 1))
  return all
}

/**
 * Other hosts under which the browser's own rules know a canonical host, because Chromium does not unite them:
 * the IPv6 spellings of an IPv4 address.
 */
export function otherSpellings(host: string): string[] {
  const parts = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(host)?.slice(1).map(Number)
  if (parts === undefined) return []
  const [a = 0, b = 0, c = 0, d = 0] = parts
  const tail = `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
  return EMBEDDED_IPV4.map((prefix) => new URL(`http://[${prefix}${tail}]/`).hostname)
}

/** IPv4-mapped (RFC 4291) and the NAT64 well-known prefix (RFC 6052): both reach the IPv4 host inside. */
const EMBEDDED_IPV4 = ['::ffff:', '64:ff9b::']
const EMBEDDED = /^\[(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/

function parse(url: string): URL | null {
  return URL.parse(url)
}

function tidyHost(hostname: string): string {
  if (hostname.startsWith('[')) return plainIpv4(hostname)
  if (!hostname.endsWith('.')) return hostname
  const bare = hostname.replace(/\.+$/, '')
  if (bare === '') return '.'
  // Without its dots `0x7f.1..` is an IPv4 address that the parser had taken for a name.
  return parse(`http://${bare}/`)?.hostname ?? bare
}

function plainIpv4(host: string): string {
  const found = EMBEDDED.exec(host)
  if (found === null) return host
  const high = Number.parseInt(found[1] ?? '0', 16)
  const low = Number.parseInt(found[2] ?? '0', 16)
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`
}
