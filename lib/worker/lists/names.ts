/** The names of lists that the browser's rules hold: read only when rules are made, and so kept apart from the facts. */
import type { CarriedNames, CarriedSegment } from '../../lists/lists.ts'
import type { ListsDocument } from '../../protocol/lists-document.ts'
import type { ListsDatabase } from './database.ts'
import { NoIndexError } from './held.ts'
import { inTime } from './in-time.ts'

/** Enough of a hash to tell one set of rules from another. */
const MARK_LENGTH = 32
/** From this format of indexes on a document that names no names for the rules has none. */
const NAMES_BESIDE = 3
/** Before it they were segments of the document, which devices kept apart from it. */
const IN_DOCUMENT = 'hot:'

export class KeptNames {
  readonly #database: Pick<ListsDatabase, 'hot'>

  constructor(database: Pick<ListsDatabase, 'hot'>) {
    this.#database = database
  }

  /**
   * Those of a document, undefined where it has none apart from its segments. Reading rejects with a NoIndexError where
   * they are not here: then what the browser holds of them is to stay.
   */
  of({ index, segments: own }: Pick<ListsDocument, 'index' | 'segments'>): CarriedNames | undefined {
    const digest = index?.hot?.digest
    if (!index || (digest === undefined && !isOfBefore(index.format, own))) return undefined
    const read = async () => {
      const segments = digest === undefined ? undefined : await this.read(digest)
      if (!segments) throw new NoIndexError('the names for the rules are not here')
      return segments
    }
    return { version: (digest ?? index.digest).slice(0, MARK_LENGTH), read }
  }

  async has(digest: string): Promise<boolean> {
    return (await inTime(this.#database.hot.where('digest').equals(digest).count())) > 0
  }

  async read(digest: string): Promise<readonly CarriedSegment[] | undefined> {
    return (await inTime(this.#database.hot.get(digest)))?.segments
  }

  async put(digest: string, segments: readonly CarriedSegment[]): Promise<void> {
    await inTime(this.#database.hot.put({ digest, segments }))
  }

  /** Forgets all of which it is not so at that moment. */
  async tidy(isUsed: (digest: string) => boolean): Promise<void> {
    await inTime(this.#database.hot.filter(({ digest }) => !isUsed(digest)).delete())
  }
}

/** It was kept by a version of before, and its names for the rules are lost. */
const isOfBefore = (format: number, segments: ListsDocument['segments']): boolean =>
  format < NAMES_BESIDE && !segments.some(({ id }) => id.startsWith(IN_DOCUMENT))
