/** The lists that ship with the product, from the compact file that is made of `assets/catalogue`. */
import shipped from '../../assets/shipped-lists.json' with { type: 'json' }
import type { ListsDocument } from '../protocol/lists-document.ts'
import { expandCatalogue, expandNeverBlock, type CompactLists } from './compact.ts'
import { withCorrections } from './corrected.ts'
import { createLists } from './in-memory.ts'
import type { CategoryLists } from './lists.ts'
import type { Locked } from './locked/locked.ts'

const compact = shipped as unknown as CompactLists

/**
 * The shipped lists, united with the server's segments and the locked slot when there are any. Costs a few
 * milliseconds: make it once for each document, not for each look-up.
 */
export function shippedLists(segments?: ListsDocument, locked?: Locked): CategoryLists {
  const lists = createLists({
    catalogue: expandCatalogue(compact),
    neverBlock: expandNeverBlock(compact),
    lifelineHosts: compact.lifelines.split(' '),
    digest: compact.digest,
    segments,
    locked,
  })
  return withCorrections(lists, segments?.corrections ?? [])
}
