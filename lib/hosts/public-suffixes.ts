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

/** Names in ascending order, a space between them and at both ends: searched as they stand, never taken apart. */
type Rules = string

const texts: Partial<Record<keyof typeof rules, Rules>> = {}

const rulesOf = (owner: keyof typeof rules): Rules => (texts[owner] ??= ` ${rules[owner]} `)

/** Whether the name is one of the rules: some thirteen steps, where a set would have to be filled first. */
function has(all: Rules, name: string): boolean {
  let [low, high] = [0, all.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    const from = all.lastIndexOf(' ', middle)
    const to = all.indexOf(' ', middle + 1)
    const here = all.slice(from + 1, to)
    if (here === name) return true
    if (here < name) low = to
    else high = from
  }
  return false
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

/** Whether some registry names the end of a host: `maths.example` and `notes.docx` end in nothing that is. */
export const hasKnownEnding = (host: string): boolean => longest(host, rulesOf('registries')) !== null

/** A URL's host that is a number: IPv6 stands in brackets, and no name ends in a digit-only label. */
export const isAddress = (host: string): boolean => host.startsWith('[') || /(^|\.)\d+$/.test(host)

/** The longest suffix that a rule names. `!www.ck` takes `www.ck` out of `*.ck`. */
function longest(host: string, all: Rules): string | null {
  for (let from = 0; from >= 0; from = next(host, from)) {
    const here = host.slice(from)
    const parent = next(host, from)
    if (has(all, `!${here}`)) return host.slice(parent)
    if (has(all, here) || (parent >= 0 && has(all, `*.${host.slice(parent)}`))) return here
  }
  return null
}

/** Where the parent of the name at `from` begins, or -1. */
const next = (host: string, from: number): number => host.indexOf('.', from) + 1 || -1
