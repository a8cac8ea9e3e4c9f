/** The names of lists that the browser's rules hold: read only when rules are made, and so kept apart from the facts. */
import { isHot } from '../../lists/hot.ts'
import type { CarriedNames } from '../../lists/lists.ts'
import type { Version } from '../../policy/document.ts'
import type { ListsDocument } from '../../protocol/lists-document.ts'
import type { ListsDatabase } from './database.ts'
import { NoIndexError } from './held.ts'
import { inTime } from './in-time.ts'
import type { Refusals } from './refusals.ts'

/** As things of a version are named on the disk. */
export const nameOf = ({ epoch, number }: Version): string => `${epoch}.${number}`
const missing = (version: string): string => `names ${version}`

export class KeptNames {
  readonly #database: Pick<ListsDatabase, 'names'>
  readonly #refusals: Refusals

  constructor(database: Pick<ListsDatabase, 'names'>, refusals: Refusals) {
    this.#database = database
    this.#refusals = refusals
  }

  /** Reading rejects with a NoIndexError where they are not here. */
  of(document: Pick<ListsDocument, 'version'>): CarriedNames {
    const version = nameOf(document.version)
    const read = async () => {
      const stored = await inTime(this.#database.names.get(version))
      if (!stored) throw new NoIndexError('the names for the rules are not here')
      return stored.segments
    }
    return { version, read }
  }

  async has({ version }: Pick<ListsDocument, 'version'>): Promise<boolean> {
    return (await inTime(this.#database.names.where('version').equals(nameOf(version)).count())) > 0
  }

  async put({ version, segments: all }: ListsDocument): Promise<void> {
    const name = nameOf(version)
    const segments = all.filter(isHot).map(({ category, hosts }) => ({ category, hosts: hosts.join(' ') }))
    await inTime(this.#database.names.put({ version: name, segments }))
    await this.#refusals.forget(missing(name))
  }

  /** Whether those of a document are to be asked for again: they are gone, and were not asked for just now. */
  async mustCome(document: ListsDocument): Promise<boolean> {
    const name = missing(nameOf(document.version))
    if ((await this.has(document)) || (await this.#refusals.waits(name))) return false
    // Before they are asked for: what cannot be kept must not be sent again and again.
    await this.#refusals.put(name)
    return true
  }

  /** Forgets all but those of the document that is in force at that moment. */
  async tidy(current: () => ListsDocument | null): Promise<void> {
    const isUsed = (version: string): boolean => {
      const document = current()
      return document !== null && nameOf(document.version) === version
    }
    await inTime(this.#database.names.filter(({ version }) => !isUsed(version)).delete())
  }
}
