/**
 * Under which endings unrelated people register names (publicsuffix.org): for registries always (`co.uk`), for
 * private companies where asked (`github.io`). The rules are two strings, read when first needed: the library they
 * come from (tldts) would cost every start of the worker some 25 ms; docs/adr/0010-worker-start.md.
 */
import rules from '../../assets/public-suffixes.json' with { type: 'json' }

/** Whose rules count: the registries' alone, or those of private companies too. */
export type Whose = 'registries' | 'all'

export interface PublicSuffix {
  readonly suffix: string
  readonly isPrivate: boolean
}

type Rules = ReadonlySet<string>
const sets = new Map<keyof typeof rules, Rules>()

/** Made when first needed: most starts of the worker ask nothing here. */
function rulesOf(owner: keyof typeof rules): Rules {
  const made = sets.get(owner) ?? new Set(rules[owner].split(' '))
  sets.set(owner, made)
  return made
}

/** The public suffix of a host name (lower case, punycode, not an address): its last label where no rule says more. */
export function publicSuffix(host: string, whose: Whose = 'registries'): PublicSuffix {
  const registry = longest(host, rulesOf('registries'))
  const company = whose === 'all' ? longest(host, rulesOf('companies')) : null
  if (company !== null && company.length > (registry?.length ?? 0))
    return { suffix: company, isPrivate: true }
  return { suffix: registry ?? host.slice(host.lastIndexOf('.') + 1), isPrivate: false }
}

/** The name that somebody registered: the suffix and one label before it; null for a suffix or an address. */
export function registeredDomain(host: string, whose: Whose = 'registries'): string | null {
  if (isAddress(host)) return null
  const { suffix } = publicSuffix(host, whose)
  if (host.length <= suffix.length) return null
  const before = host.slice(0, -suffix.length - 1)
  return host.slice(before.lastIndexOf('.') + 1)
}

/** A URL's host that is a number: IPv6 stands in brackets, and no name ends in a digit-only label. */
export const isAddress = (host: string): boolean => host.startsWith('[') || /(^|\.)\d+$/.test(host)

/** The longest suffix that a rule names. `!www.ck` takes `www.ck` out of `*.ck`. */
function longest(host: string, all: Rules): string | null {
  for (let from = 0; from >= 0; from = next(host, from)) {
    const here = host.slice(from)
    const parent = next(host, from)
    if (all.has(`!${here}`)) return host.slice(parent)
    if (all.has(here) || (parent >= 0 && all.has(`*.${host.slice(parent)}`))) return here
  }
  return null
}

/** Where the parent of the name at `from` begins, or -1. */
const next = (host: string, from: number): number => host.indexOf('.', from) + 1 || -1
