/**
 * What `decide` and `compile` need to know about hosts. The first implementation holds the shipped catalogue and
 * the server's segments in memory; a compact index can stand in without a caller noticing.
 */
import type { CategoryId } from '../policy/categories.ts'
import type { Locked } from './locked/locked.ts'

/** Names of one category, separated by spaces. */
export interface CarriedSegment {
  readonly category: CategoryId
  readonly hosts: string
}

/** Names that the browser's rules hold beside `entries`, read only when rules are made of them. */
export interface CarriedNames {
  /** Changes whenever the names do. */
  readonly version: string
  /** Rejects when they cannot be read. */
  read(): Promise<readonly CarriedSegment[]>
}

/** What a look-up would have had to read first. */
export interface Unread {
  /** From here on what is asked for counts. */
  begin(): void
  /** Whether something that was asked for since is not in memory: what the lists said may be too little. */
  isLacking(): boolean
  /** The hosts whose categories those are. */
  lacking(): readonly string[]
  /** Reads that. Never rejects; asking again is then answered in full. */
  read(): Promise<void>
}

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
  /**
   * The school's own word, which `categoriesOf` and `entries` have taken in already: these hosts carry nothing of what
   * their listed parents do. Left out where there is none.
   */
  readonly corrections?: readonly {
    readonly host: string
    readonly categories: readonly CategoryId[]
  }[]
  readonly carried?: CarriedNames
  /** Only of lists that are not in memory as a whole. */
  readonly unread?: Unread
  /** The lists without what can only close. */
  readonly base?: CategoryLists
}
