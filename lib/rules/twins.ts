/**
 * In Chromium a redirect that would change nothing hides the rules below it that are of its own sort: regular
 * expressions hide regular expressions, URL filters hide URL filters (extensions/browser/api/
 * declarative_net_request: each matcher looks at its highest rule only, and a redirect of an address to itself
 * is no action). Our safe-search redirects are regular expressions and change nothing once an address is safe,
 * so every regular expression of ours that may speak about a search host gets a twin that is a URL filter.
 */
import { isUnder } from '../verdict/address.ts'
import { SEARCH_ENGINES } from '../verdict/search.ts'
import type { Draft, RegexMeaning } from './draft.ts'
import { THE_WEB } from './hosts.ts'

const SEARCH_HOSTS = SEARCH_ENGINES.filter((engine) => engine.setting === 'safeSearch').flatMap((engine) =>
  engine.sites.flatMap((site) => site.hosts),
)

/** The drafts with their twins. Redirects reach only addresses without a port, so twins need name none. */
export const withTwins = (all: readonly Draft[]): Draft[] =>
  all.flatMap((draft) => [draft, ...twinsOf(draft)])

/** Search hosts on which a path rule has twins: URL filters cannot read `//` as `/`. */
export function hostsOfPathTwins(all: readonly Draft[]): string[] {
  const hosts = all.flatMap(({ meaning }) => (meaning?.kind === 'path' ? narrowed(meaning.hosts) : []))
  return [...new Set(hosts)]
}

function twinsOf(draft: Draft): Draft[] {
  const { meaning, condition, ...rest } = draft
  if (meaning === undefined) return []
  const { regexFilter: _, ...others } = condition
  return filtersFor(meaning).map(({ urlFilter, host }) => ({
    ...rest,
    condition: { ...others, urlFilter, requestDomains: [host] },
  }))
}

interface Filter {
  readonly urlFilter: string
  readonly host: string
}

function filtersFor({ kind, hosts, path }: RegexMeaning): Filter[] {
  if (kind === 'host') return hosts.filter(onSearchHost).flatMap(exactFilters)
  if (kind === 'beneath') return hosts.flatMap(beneathFilters)
  return narrowed(hosts).flatMap((host) => pathFilters(host, path))
}

const onSearchHost = (host: string): boolean => SEARCH_HOSTS.some((search) => isUnder(host, search))

/** What the hosts and the search hosts have in common: of a host and a parent of it, the longer. */
function narrowed(hosts: readonly string[]): string[] {
  const common = new Set<string>()
  for (const host of hosts) {
    if (onSearchHost(host)) common.add(host)
    else for (const search of SEARCH_HOSTS) if (isUnder(search, host)) common.add(search)
  }
  return [...common]
}

const exactFilters = (host: string): Filter[] =>
  ['http', 'https'].flatMap((scheme) =>
    [host, `${host}.`].map((name) => ({ urlFilter: `|${scheme}://${name}/`, host })),
  )

/**
 * A filter cannot say that the host goes no further: one of our host's own addresses that holds the name of a host under
 * it counts as being there. That closes too much rather than too little.
 */
function beneathFilters(host: string): Filter[] {
  if (!onSearchHost(host))
    return SEARCH_HOSTS.filter((search) => isUnder(search, host)).map((search) => ({
      urlFilter: THE_WEB,
      host: search,
    }))
  return ['http', 'https'].flatMap((scheme) =>
    [host, `${host}.`].map((name) => ({ urlFilter: `|${scheme}://*.${name}/`, host })),
  )
}

/** `||` matches the host and everything under it. */
function pathFilters(host: string, path: string): Filter[] {
  const safe = path.replace(/[*^|]/g, '*')
  return [host, `${host}.`].flatMap((name) =>
    ['/', '?', '#', '|'].map((end) => ({ urlFilter: `||${name}${safe}${end}`, host })),
  )
}
