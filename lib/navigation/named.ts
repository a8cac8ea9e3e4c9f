/** Documents are reached by the browser's own name for them. Their frame may show another one a moment later. */

/** The browser did not name a document that something is to be done to. Its frame is not taken in its place. */
export class UnnamedDocumentError extends Error {
  override readonly name = 'UnnamedDocumentError'
}

/** @param documentId as the browser tells it of an event, a frame or a sender; every one that we support does */
export function named(documentId: string | undefined): string {
  if (!documentId) throw new UnnamedDocumentError('the browser names no document')
  return documentId
}
