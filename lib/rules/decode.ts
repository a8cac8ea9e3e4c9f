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
  const inPaths = hostsByCharacter(compared.map(({ hosts, path }) => [hosts, bothCases(path)]))
  return inOrder(inPaths).map(([character, hosts]) => redirect(PATH, character, hosts))
}

/** The same for the names of parameters, whose case matters. */
export function decodeParameters(
  sites: readonly { hosts: readonly string[]; names: readonly string[] }[],
): Draft[] {
  const inNames = hostsByCharacter(sites.map(({ hosts, names }) => [hosts, names.join('').split('')]))
  return inOrder(inNames).map(([character, hosts]) => redirect(PARAMETER_NAME, character, hosts))
}

/** Makes `//` in a path `/`, one at a time. Only where rules about paths cannot do without: see twins.ts. */
export function slashRedirect(hosts: readonly string[]): Draft[] {
  return hosts.length === 0 ? [] : [rewrite('^(https?://[^/]*/(?:[^?#]*/)?)/(.*)$', '\\1\\2', hosts)]
}

/** What may stand before the character. */
const PATH = '[^?#]*'
const PARAMETER_NAME = '[^#]*[?&][^=&#]*'

const inOrder = (byCharacter: ReadonlyMap<string, ReadonlySet<string>>) =>
  [...byCharacter].sort(([a], [b]) => (a < b ? -1 : 1))

function hostsByCharacter(
  all: readonly (readonly [hosts: readonly string[], characters: readonly string[]])[],
): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const [hosts, characters] of all) {
    for (const character of characters) {
      const known = found.get(character) ?? new Set()
      for (const host of hosts) known.add(host)
      found.set(character, known)
    }
  }
  return found
}

const bothCases = (path: string): string[] =>
  [...new Set(path.match(UNRESERVED) ?? [])].flatMap((c) => [...new Set([c.toLowerCase(), c.toUpperCase()])])

function redirect(before: string, character: string, hosts: ReadonlySet<string>): Draft {
  const code = character.charCodeAt(0).toString(16)
  return rewrite(`^(https?://[^/]*/${before})%${code}(.*)$`, `\\1${character}\\2`, hosts)
}

const rewrite = (regexFilter: string, regexSubstitution: string, hosts: Iterable<string>): Draft => ({
  layer: 'decode',
  priority: priorityOf('decode'),
  action: { type: 'redirect', redirect: { regexSubstitution } },
  condition: { regexFilter, requestDomains: spelled(hosts), resourceTypes: EVERYTHING },
})
