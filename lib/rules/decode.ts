/**
 * `/%67ames` is `/games` to every web server and not to the browser's rules. Where paths are compared (hosts of
 * path entries, search engines) a redirect undoes one encoded character at a time, only characters that the
 * compared paths hold. The browser gives up after 20 redirects, which no honest address needs.
 */
import type { Draft } from './draft.ts'
import { EVERYTHING } from './draft.ts'
import { priorityOf } from './ids.ts'
import { spelled } from './places.ts'

export interface ComparedPath {
  readonly hosts: readonly string[]
  readonly path: string
}

/** Letters, digits and the marks that may be encoded without meaning anything else (RFC 3986, 2.3). */
const UNRESERVED = /[a-z0-9._~-]/gi

export function decodeRedirects(compared: readonly ComparedPath[]): Draft[] {
  const hostsOf = new Map<string, Set<string>>()
  for (const { hosts, path } of compared) {
    for (const character of both(path)) {
      const known = hostsOf.get(character) ?? new Set()
      for (const host of hosts) known.add(host)
      hostsOf.set(character, known)
    }
  }
  return [...hostsOf]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([character, hosts]) => redirect(character, hosts))
}

const both = (path: string): string[] =>
  [...new Set(path.match(UNRESERVED) ?? [])].flatMap((c) => [...new Set([c.toLowerCase(), c.toUpperCase()])])

function redirect(character: string, hosts: ReadonlySet<string>): Draft {
  const code = character.charCodeAt(0).toString(16)
  return {
    layer: 'decode',
    priority: priorityOf('decode'),
    action: { type: 'redirect', redirect: { regexSubstitution: `\\1${character}\\2` } },
    condition: {
      regexFilter: `^(https?://[^/]*/[^?#]*)%${code}(.*)$`,
      requestDomains: spelled(hosts),
      resourceTypes: EVERYTHING,
    },
  }
}
