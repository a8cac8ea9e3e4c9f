/** What the thread of lists is asked: all that takes long. It knows no database; it is given files and answers counts. */
import type { CategoryId } from '../../lib/policy/categories.ts'
import type { ListsIndex } from '../../lib/protocol/lists-document.ts'
import type { ListDiff, ListFormat, ListMapping, ListUpdate } from '../../lib/protocol/list-sources.ts'

/** What was counted when an update was read, and is kept with it. */
export type Counts = Pick<
  ListUpdate,
  'bytes' | 'names' | 'addresses' | 'segments' | 'groups' | 'lines' | 'leftOut' | 'change'
>

/** Reads what came into a file of names, and says how it is. */
export interface ReadJob {
  readonly what: 'read'
  /** The data folder. */
  readonly dataDir: string
  readonly file: string
  readonly format: ListFormat
  readonly mapping: ListMapping
  /** The update in force; null when there is none, or it was taken for other categories. */
  readonly previous: { readonly digest: string; readonly counts: Counts } | null
  /** Somebody has just said what it is taken for: it may be smaller. */
  readonly isMeant: boolean
}
export interface ReadDone {
  readonly digest: string
  readonly counts: Counts
  readonly problems: ListUpdate['problems']
}

export interface DiffJob {
  readonly what: 'diff'
  readonly dataDir: string
  /** Null: against nothing. */
  readonly from: string | null
  readonly to: string
}

/** The names of a source, as they were read and judged. */
export interface ListInForce {
  readonly digest: string
  /** How many there are. */
  readonly count: number
}

/** Unites sources into an index. */
export interface BuildJob {
  readonly what: 'build'
  readonly dataDir: string
  readonly lists: readonly ListInForce[]
  readonly corrections: readonly CorrectedHost[]
}
export interface BuildDone {
  readonly index: ListsIndex
}

/** Which of the lists hold a host or a parent of it. */
export interface LookJob {
  readonly what: 'look'
  readonly dataDir: string
  readonly names: readonly string[]
  readonly host: string
}
export interface LookDone {
  readonly under: string
  readonly categories: readonly CategoryId[]
}

export interface CorrectedHost {
  readonly host: string
  readonly categories: readonly CategoryId[]
}

export type ListJob = ReadJob | DiffJob | BuildJob | LookJob
export type ListDone = ReadDone | ListDiff | BuildDone | readonly (readonly LookDone[])[]
