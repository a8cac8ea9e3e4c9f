/**
 * Lists that are too many for memory, on the device: fetched while the last good ones hold, put in force in one step
 * with the document that names them, and forgotten when others have taken their place.
 */
import type { Client } from '../../device/client.ts'
import { isHot, withoutHot } from '../../lists/hot.ts'
import { shippedLists } from '../../lists/load.ts'
import type { Locked } from '../../lists/locked/locked.ts'
import type { CategoryLists } from '../../lists/lists.ts'
import { IndexError } from '../../lists/index/error.ts'
import { type NamesIndex } from '../../lists/index/open.ts'
import { withIndex } from '../../lists/with-index.ts'
import type { Version } from '../../policy/document.ts'
import type { ListsDocument, ListsIndex } from '../../protocol/lists-document.ts'
import { WireError } from '../../protocol/wire-error.ts'
import type { FactsKeeper } from '../facts.ts'
import type { Faults } from '../faults.ts'
import type { Problems } from '../problems.ts'
import { ListsDatabase } from './database.ts'
import { HeldNames, NoIndexError } from './held.ts'
import { obtain, opens, RubbishError } from './obtain.ts'
import { forgetOthers } from './transfer.ts'

export interface CarriedParts {
  readonly client: () => Promise<Client | null>
  /** The lists document in force. */
  readonly current: () => ListsDocument | null
  readonly problems: Problems
  readonly faults: Faults
  /** By the browser's clock. Epoch milliseconds. */
  readonly wall: () => number
  /** An index has come for which a document waits. */
  readonly arrived: () => void
  readonly database?: ListsDatabase
}

/** An index that was rubbish is asked for again after this long, or when the school publishes another. Milliseconds. */
const REFUSED_FOR = 60 * 60_000
/** A fresh worker first judges the page that woke it. Milliseconds. */
const WARM_AFTER = 400
const SOURCE = 'lists-index'
const MISSING = 'The school server does not have the index of its own lists: those before stay in force.'
const READING = 'lists-read'

/** What will not be better in a minute. */
const RUBBISH = [RubbishError, IndexError, WireError]

export class CarriedLists {
  readonly #parts: CarriedParts
  readonly #database: ListsDatabase
  readonly #held: HeldNames
  /** In memory and on the disk, but not in force yet. */
  #ready: { readonly digest: string; readonly opened: NamesIndex } | undefined
  #fetching: { readonly digest: string; readonly done: Promise<void> } | undefined
  #isMissing = false

  constructor(parts: CarriedParts) {
    this.#parts = parts
    this.#database = parts.database ?? new ListsDatabase()
    this.#held = new HeldNames({
      file: async (digest) => (await this.#database.indexes.get(digest))?.file,
      failed: (error) => this.#failed(error),
      later: (work) => void setTimeout(() => void work(), WARM_AFTER),
    })
  }

  /** The lists of a document, in force from here on; those of one without an index are in memory as a whole. */
  lists(document: ListsDocument | null, locked: Locked | undefined): CategoryLists {
    if (!document?.index) return shippedLists(document ?? undefined, locked)
    const { digest } = document.index
    const ready = this.#ready?.digest === digest ? this.#ready : undefined
    if (ready) this.#ready = undefined
    this.#held.follow(digest, ready?.opened)
    const version = nameOf(document.version)
    const read = async () => {
      const stored = await this.#database.names.get(version)
      if (!stored) throw new NoIndexError('the names for the rules are not here')
      return stored.segments
    }
    return withIndex(shippedLists(document, locked), this.#held, { version, read })
  }

  /** Whether the index of a document is here; what is not is begun to be fetched. A document without one is whole. */
  async isWhole({ index }: ListsDocument): Promise<boolean> {
    const isHere = index && this.#held.holds(index.digest) && !this.#isMissing
    if (!index || isHere || this.#ready?.digest === index.digest) return true
    this.#begin(index)
    return false
  }

  /** Whether an index is being fetched, so that its document need not be asked for again. */
  get isBusy(): boolean {
    return this.#fetching !== undefined
  }

  /** Each minute: what is missing of the lists in force is fetched again. */
  look(): void {
    const index = this.#parts.current()?.index
    if (this.#isMissing && index) this.#begin(index)
  }

  /** Puts the names for the rules where they are read when rules are made. @returns the document without them */
  async keep(document: ListsDocument): Promise<ListsDocument> {
    if (!document.index) return document
    const hot = document.segments.filter(isHot)
    const segments = hot.map(({ category, hosts }) => ({ category, hosts: hosts.join(' ') }))
    await this.#database.names.put({ version: nameOf(document.version), segments })
    return withoutHot(document)
  }

  /** Forgets what belongs to no document in force. */
  async tidy(): Promise<void> {
    const current = this.#parts.current()
    const digest = current?.index?.digest
    await this.#database.indexes
      .filter((one) => one.digest !== digest && one.digest !== this.#ready?.digest)
      .delete()
    const version = current && nameOf(current.version)
    await this.#database.names.filter((one) => one.version !== version).delete()
  }

  /** Has what is fetched been fetched, or given up. */
  async settled(): Promise<void> {
    await this.#fetching?.done
  }

  #begin(index: ListsIndex): void {
    if (this.#fetching) return
    const { digest } = index
    const done = this.#fetch(index)
      .catch((error: unknown) => this.#failedToFetch(digest, error))
      .finally(() => (this.#fetching = undefined))
    this.#fetching = { digest, done }
  }

  async #fetch(index: ListsIndex): Promise<void> {
    const { digest } = index
    const refused = await this.#database.refusals.get(digest)
    if (refused && Math.abs(this.#parts.wall() - refused.at) < REFUSED_FOR) return
    const client = await this.#parts.client()
    if (!client) return
    await forgetOthers(this.#database, digest)
    const held = this.#parts.current()?.index?.digest
    const older =
      held !== undefined && held !== digest ? { digest: held, bytes: () => this.#bytes(held) } : undefined
    // A worker that died in between had it on the disk already.
    const here = await this.#bytes(digest)
    const { bytes, opened } =
      (here && opens(here, index)) ?? (await obtain({ client, database: this.#database }, index, older))
    if (bytes !== here) await this.#database.indexes.put({ digest, file: new Blob([bytes]) })
    this.#parts.problems.set(SOURCE, [])
    if (held === digest) {
      this.#isMissing = false
      this.#parts.faults.clear(READING)
      this.#held.again(digest, opened)
      return
    }
    this.#ready = { digest, opened }
    this.#parts.arrived()
  }

  async #bytes(digest: string) {
    const file = (await this.#database.indexes.get(digest))?.file
    return file && new Uint8Array(await file.arrayBuffer())
  }

  async #failedToFetch(digest: string, error: unknown): Promise<void> {
    // What could not be fetched yet goes on with the next minute; what is in force stays until then.
    if (error instanceof WireError && error.kind !== 'answer') {
      const isMissing = error.status === 404
      if (isMissing) this.#parts.problems.set(SOURCE, [{ code: 'lists-index-missing', detail: MISSING }])
      return
    }
    if (!RUBBISH.some((kind) => error instanceof kind)) return this.#parts.faults.note(SOURCE, error)
    await this.#database.refusals.put({ digest, at: this.#parts.wall() })
    this.#parts.problems.set(SOURCE, [
      { code: 'lists-index-refused', detail: (error as Error).message.slice(0, 500) },
    ])
  }

  #failed(error: unknown): void {
    // The lists in force are fetched again as a whole.
    this.#isMissing = true
    this.#parts.faults.note(READING, error)
  }
}

const nameOf = ({ epoch, number }: Version): string => `${epoch}.${number}`

/** The room of one worker. `arrived`: a document that waited for its index can be taken. */
export const carriedLists = (
  kerb: { readonly facts: FactsKeeper; readonly problems: Problems; readonly faults: Faults },
  client: CarriedParts['client'],
  arrived: CarriedParts['arrived'],
): CarriedLists =>
  new CarriedLists({
    client,
    current: () => kerb.facts.current.lists,
    problems: kerb.problems,
    faults: kerb.faults,
    wall: () => Date.now(),
    arrived,
  })
