/** The locked lists of this worker: opened once for each document. */
import { type Locked, LockedError, openLocked } from '../lists/locked/locked.ts'
import type { LockedDocument } from '../protocol/locked-document.ts'
import type { Problems } from './problems.ts'

export class LockedLists {
  private readonly problems: Problems
  private made: { readonly document: LockedDocument | null; readonly locked: Locked | undefined } = {
    document: null,
    locked: undefined,
  }

  constructor(problems: Problems) {
    this.problems = problems
  }

  /** Those of the document; a disk that spoilt them must not keep the policy from holding. */
  of(document: LockedDocument | null): Locked | undefined {
    if (this.made.document !== document)
      this.made = { document, locked: document ? this.open(document) : undefined }
    return this.made.locked
  }

  private open(document: LockedDocument): Locked | undefined {
    try {
      const locked = openLocked(document)
      this.problems.set('locked', [])
      return locked
    } catch (error) {
      if (!(error instanceof LockedError)) throw error
      this.problems.set('locked', [{ code: 'locked-unreadable', detail: error.message }])
      return undefined
    }
  }
}
