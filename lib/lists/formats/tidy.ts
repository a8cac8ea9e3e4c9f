/** A name of a list made fit to be looked up, or why it is left out. Millions are asked about: what is rare is tested last. */
import suffixes from '../../../assets/public-suffixes.json' with { type: 'json' }
import { isAddress } from '../../hosts/public-suffixes.ts'
import type { CategoryId } from '../../policy/categories.ts'
import { type DropReason, listedHost, type Protected, reasonToDrop } from '../check-document.ts'

export type TidyReason = 'bad-line' | 'public-suffix' | 'local' | 'lifeline' | 'never-block'

export type Tidied =
  | { readonly host: string; readonly categories: readonly CategoryId[] }
  | { readonly leftOut: TidyReason }

const REASON: Readonly<Record<DropReason, TidyReason>> = {
  'not-a-host': 'bad-line',
  'public-suffix': 'public-suffix',
  'local-address': 'local',
  'local-name': 'local',
  lifeline: 'lifeline',
  'never-block': 'never-block',
  'under-a-listed-parent': 'bad-line',
}

const LOCAL = /(^|\.)(local|localhost|internal|test|invalid|arpa)$/

let rules: ReadonlySet<string> | null = null

/** False for every name that certainly is none; the search through all rules is slow for millions. */
function mayBeSuffix(host: string): boolean {
  rules ??= new Set(`${suffixes.registries} ${suffixes.companies}`.split(' '))
  const dot = host.indexOf('.')
  return dot < 0 || rules.has(host) || rules.has(`*.${host.slice(dot + 1)}`)
}

/**
 * A name as a list writes it, taken for these categories. What a public suffix is depends on the category: hosting as
 * such may be listed as hosting. The host keeps the categories that it may carry.
 */
export function tidy(name: string, categories: readonly CategoryId[], guarded: Protected): Tidied {
  const host = listedHost(name)
  if (host === null) return { leftOut: 'bad-line' }
  const isPlain =
    !isAddress(host) &&
    !LOCAL.test(host) &&
    !mayBeSuffix(host) &&
    !guarded.isLifeline(host) &&
    !guarded.isNeverBlock(host)
  if (isPlain) return { host, categories }
  let reason: DropReason = 'not-a-host'
  const kept = categories.filter((category) => {
    const why = reasonToDrop(host, category, guarded)
    if (why !== null) reason = why
    return why === null
  })
  return kept.length > 0 ? { host, categories: kept } : { leftOut: REASON[reason] }
}
