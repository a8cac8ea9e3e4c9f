/** A frame that nobody has written to yet: pages are full of those. */
import { ofDocument, ofElement, ofNode } from './dom.ts'
import type { ShadowRootOf } from './roots.ts'

/** @param shadowRootOf left out: nobody can have hidden anything in it yet */
export function isBare(document: Document, shadowRootOf?: ShadowRootOf): boolean {
  if (ofDocument(document, 'contentType') !== 'text/html') return false
  const root = ofDocument(document, 'documentElement')
  const body = ofDocument(document, 'body')
  const head = ofDocument(document, 'head')
  if (root === null || body === null) return root === null || ofNode(root, 'firstChild') === null
  return (
    ofElement(root, 'childElementCount') === (head === null ? 1 : 2) &&
    ofNode(body, 'firstChild') === null &&
    (head === null || ofNode(head, 'firstChild') === null) &&
    (shadowRootOf?.(body) ?? null) === null
  )
}
