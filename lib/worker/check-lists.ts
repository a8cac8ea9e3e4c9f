/** What must hold before a lists document is taken, beyond its signature: it still knows what everybody knows. */
import type { DocumentKind, DocumentOf } from '../device/fetch-documents.ts'
import { checkCanaries, checkUpdate } from '../lists/canaries.ts'
import { shippedLists } from '../lists/load.ts'
import type { ListsDocument } from '../protocol/lists-document.ts'
import type { Problem } from './problems.ts'

const isLists = (document: DocumentOf[DocumentKind]): document is ListsDocument => 'segments' in document

/** @returns what is wrong, or undefined when the document may be taken */
export function checkLists(held: ListsDocument | null, next: DocumentOf[DocumentKind]): Problem | undefined {
  if (!isLists(next)) return undefined
  const problems = [...checkUpdate(held, next).problems, ...checkCanaries(shippedLists(next))]
  return problems.length === 0 ? undefined : { code: 'lists-held', detail: problems.join(' ').slice(0, 500) }
}
