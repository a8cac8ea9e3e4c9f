/** What the table of managed keys says about one key. */
import type { z } from '../zod.ts'

/** How a list is cut when it comes as one text: by lines, or (short names) by commas and spaces too. */
export type Cut = 'lines' | 'words'

export interface KeyRow {
  /** Reads one text. */
  readonly item: z.ZodMiniType<unknown, string>
  /** A list of texts, cut so; otherwise the key is one text. */
  readonly list?: Cut
  /** What holds when the administrator leaves the key out; a key without it is then unset. */
  readonly default?: string | readonly string[]
  /**
   * Protective: what cannot be read keeps its last good value. `strict` is what holds when there has been none,
   * and where it is left out the default is strict enough.
   */
  readonly protective?: true
  readonly strict?: string | readonly string[]
  /**
   * An allow-list: an unreadable item is dropped while another is left, because the rest is stricter without it.
   * Other protective lists are united with their last good value when an item cannot be read.
   */
  readonly allowList?: true
  /** Both must be there before a missing key counts as removed. */
  readonly required?: true
  /** May be named in `locked`: the server's policy has the same setting. */
  readonly lockable?: true
  /** Never quoted in a problem. */
  readonly secret?: true
  readonly purpose: string
  /** How an item is written, for the reference. */
  readonly form: string
}
