/** The lists that ship with the product, from the data files in `assets/`. */
import adult from '../../assets/catalogue/adult.json' with { type: 'json' }
import games from '../../assets/catalogue/games.json' with { type: 'json' }
import strangersDating from '../../assets/catalogue/strangers-dating.json' with { type: 'json' }
import neverBlockFile from '../../assets/catalogue/never-block.json' with { type: 'json' }
import type { ListsDocument } from '../protocol/lists-document.ts'
import { hostsOf } from './catalogue.ts'
import type { CatalogueFile, NeverBlockEntry, NeverBlockFile } from './data.ts'
import { createLists } from './in-memory.ts'
import { LIFELINE_HOSTS } from './lifelines.ts'
import type { CategoryLists } from './lists.ts'

/** The hand-written service catalogue, a file for each theme. Tests check the files against their schema. */
export const CATALOGUE = [adult, games, strangersDating] as readonly unknown[] as readonly CatalogueFile[]

export const NEVER_BLOCK: readonly NeverBlockEntry[] = (neverBlockFile as NeverBlockFile).hosts

/**
 * The shipped lists, united with the server's segments and the sealed slot when there are any. Costs a few
 * milliseconds: make it once for each document, not for each look-up.
 */
export function shippedLists(segments?: ListsDocument, illegal?: readonly string[]): CategoryLists {
  return createLists({
    catalogue: hostsOf(CATALOGUE),
    neverBlock: NEVER_BLOCK,
    lifelineHosts: LIFELINE_HOSTS,
    segments,
    illegal,
  })
}
