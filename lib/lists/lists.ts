/**
 * What `decide` and `compile` need to know about hosts. The first implementation holds the shipped catalogue and
 * the server's segments in memory; a compact index can stand in without a caller noticing.
 */
import type { CategoryId } from '../policy/categories.ts'
import type { Locked } from './locked/locked.ts'

export interface CategoryLists {
  /** Changes whenever the content changes. */
  readonly version: string
  /** The categories of a host: those of every listed suffix of it, united. Empty when nothing lists it. */
  categoriesOf(host: string): ReadonlySet<CategoryId>
  /** Every listed name with its own categories (not inherited), children of the same category collapsed. */
  entries(): Iterable<readonly [host: string, categories: readonly CategoryId[]]>
  /** Exact host of a built-in lifeline. Only exact: `evil.childline.org.uk.example` and sub-domains are not. */
  isLifeline(host: string): boolean
  lifelineHosts(): readonly string[]
  /** In the never-block set (A+ categories; exact hosts or explicit suffixes). */
  isNeverBlock(host: string): boolean
  neverBlock(): Iterable<{ readonly host: string; readonly exact: boolean }>
  /** The locked slot: hashed lists of illegal content, of hosts and of addresses. Not here until a member fills it. */
  readonly locked?: Locked | undefined
  /** Hosts that a segment of the school's own names as illegal, in clear. */
  isIllegal(host: string): boolean
  illegalHosts(): readonly string[]
}
