/** The names of lists that the browser's rules hold: read only when rules are made, and so kept apart from the facts. */
import type { CarriedNames, CarriedSegment } from '../../lists/lists.ts'
import type { ListsIndex } from '../../protocol/lists-document.ts'
import type { ListsDatabase } from './database.ts'
import { NoIndexError } from './held.ts'
import { inTime } from './in-time.ts'

/** Enough of a hash to tell one set of rules from another. */
const MARK_LENGTH = 32

export class KeptNames {
  readonly #database: Pick<ListsDatabase, 'hot'>

  constructor(database: Pick<ListsDatabase, 'hot'>) {
    this.#database = database
  }

  /** Those of an index, undefined where it has none. Reading rejects with a NoIndexError where they are not here. */
  of({ hot }: ListsIndex): CarriedNames | undefined {
    if (!hot) return undefined
    const { digest } = hot
    const read = async () => {
      const segments = await this.read(digest)
      if (!segments) throw new NoIndexError('the names for the rules are not here')
      return segments
    }
    return { version: digest.slice(0, MARK_LENGTH), read }
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
