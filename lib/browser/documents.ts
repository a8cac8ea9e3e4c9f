/** The last good signed documents, in `storage.local`: they outlive restarts, updates and weeks without a server. */
import type { Accepted, DocumentKind, DocumentStore } from '../device/fetch-documents.ts'
import { local } from './storage.ts'

const name = (kind: DocumentKind): string => `document:${kind}`

export const documentStore: DocumentStore = {
  async get<K extends DocumentKind>(kind: K) {
    return (await local.get([name(kind)]))[name(kind)] as Accepted<K> | undefined
  },
  set: (kind, accepted) => local.set({ [name(kind)]: accepted }),
}
