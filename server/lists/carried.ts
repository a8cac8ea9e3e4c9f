/** The lists as a device has them that holds its index whole: for threads, where reading a file holds nobody up. */
import { existsSync, readFileSync } from 'node:fs'
import { openIndex } from '../../lib/lists/index/open.ts'
import type { CategoryLists } from '../../lib/lists/lists.ts'
import { shippedLists } from '../../lib/lists/load.ts'
import { withIndex } from '../../lib/lists/with-index.ts'
import type { ListsDocument } from '../../lib/protocol/lists-document.ts'
import { Folders } from './folders.ts'

/** `isWhole`: false where the index is not on the disk; then only what the document holds itself is known. */
export function carriedLists(
  document: ListsDocument | undefined,
  dataDir: string,
): { readonly lists: CategoryLists; readonly isWhole: boolean } {
  if (!document?.index) return { lists: shippedLists(document), isWhole: true }
  const file = new Folders(dataDir).index(document.index.digest)
  if (!existsSync(file)) return { lists: shippedLists(document), isWhole: false }
  const index = openIndex(new Uint8Array(readFileSync(file)))
  const held = { known: (host: string) => index.categoriesOf(host), read: () => Promise.resolve() }
  return { lists: withIndex(shippedLists(document), held), isWhole: true }
}
