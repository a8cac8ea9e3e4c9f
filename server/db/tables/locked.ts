/** Hashed lists of illegal content. Times in epoch milliseconds. */

export interface LockedDocumentsTable {
  epoch: number
  number: number
  loaded: number
  /** The document as JSON, sealed. */
  payload: Uint8Array
}

export interface LockedHitsTable {
  installation: number
  /** Of the row that says it. */
  seq: number
  at: number
  received: number
  /** A number of `people`; null where nobody was known. */
  person: number | null
  /** 1: the safeguarding leads have been told. */
  told: number
  /** List, entry and kind, sealed. */
  content: Uint8Array
}
