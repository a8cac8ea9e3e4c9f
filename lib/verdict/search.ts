/** What was searched for, and what a search address must become so that safe search holds. */
import { canonical, isUnder } from './address.ts'
import type { Address } from './address.ts'
import { startsWithSegments } from './path.ts'
import { SEARCH_ENGINES } from './search-engines.ts'
import type { SearchSite } from './search-engines.ts'

export { SEARCH_ENGINES } from './search-engines.ts'
export type { SearchSite } from './search-engines.ts'

/** As long as a row's field for it. */
const LONGEST_TERMS = 500

/** What the address searches for, or null when it is not a search that we recognise. */
export function searchTerms(url: string): string | null {
  const address = canonical(url)
  if (address === null) return null
  for (const site of sitesOf(address)) {
    for (const parameters of [address.query, address.fragment]) {
      const given = new URLSearchParams(parameters.slice(1))
      for (const name of site.terms) {
        const terms = tidy(given.get(name) ?? '')
        if (terms !== '') return terms
      }
    }
  }
  return null
}

/**
 * The address with safe search enforced, or null when there is nothing to change. For what the browser's own
 * rules did not see: pages served by a worker, addresses changed by a script.
 */
export function safeSearchAddress(url: string): string | null {
  const address = canonical(url)
  if (address === null) return null
  const written = new URL(address.href)
  const before = written.href
  for (const site of sitesOf(address)) {
    if (site.host !== undefined) {
      written.host = site.host
      written.port = ''
      if (site.path !== undefined) written.pathname = site.path
    }
    if (site.query !== undefined) written.search = withParameters(written.search, site.query)
  }
  return written.href === before ? null : written.href
}

/** True for the places where an address says what was searched for, whether or not this one does. */
export function isSearchPlace(url: string): boolean {
  const address = canonical(url)
  return address !== null && sitesOf(address).some(({ terms }) => terms.length > 0)
}

/** True when the site's enforcement speaks about the address. */
export function concerns(site: SearchSite, address: Address): boolean {
  if (!site.hosts.some((host) => isUnder(address.host, host))) return false
  if (site.except?.some((host) => isUnder(address.host, host)) === true) return false
  return site.paths === undefined || site.paths.some((path) => startsWithSegments(address.path, path))
}

// Nearly every address is on no engine at all: ask a map first, and the table only after.
const sitesByHost = new Map<string, SearchSite[]>()
for (const site of SEARCH_ENGINES.flatMap((engine) => engine.sites)) {
  for (const host of site.hosts) sitesByHost.set(host, [...(sitesByHost.get(host) ?? []), site])
}

function sitesOf(address: Address): SearchSite[] {
  const found = new Set<SearchSite>()
  for (let host = address.host; ;) {
    for (const site of sitesByHost.get(host) ?? []) if (concerns(site, address)) found.add(site)
    const dot = host.indexOf('.')
    if (dot === -1) return [...found]
    host = host.slice(dot + 1)
  }
}

/** The other parameters stay byte for byte as they are; ours go to the end. */
function withParameters(search: string, wanted: Readonly<Record<string, string>>): string {
  const parts = search
    .slice(1)
    .split('&')
    .filter((part) => part !== '')
  const given = new URLSearchParams(search)
  const settled = Object.entries(wanted).every(([name, value]) => {
    const values = given.getAll(name)
    return values.length === 1 && values[0] === value
  })
  if (settled) return search
  const others = parts.filter((part) => !Object.hasOwn(wanted, nameOf(part)))
  const ours = Object.entries(wanted).map(([name, value]) => `${name}=${value}`)
  return `?${[...others, ...ours].join('&')}`
}

function nameOf(part: string): string {
  const [name = ''] = new URLSearchParams(part).keys()
  return name
}

function tidy(terms: string): string {
  const plain = terms.replace(/\s+/g, ' ').trim()
  // A pair cut in half would be no character at all.
  return plain.length <= LONGEST_TERMS ? plain : plain.slice(0, LONGEST_TERMS).replace(/[\uD800-\uDBFF]$/, '')
}
