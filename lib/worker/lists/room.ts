/**
 * Lists that are too many for memory, on the device: fetched while the last good ones hold, put in force in one step
 * with the document that names them, and forgotten when others have taken their place.
 */
import type { Client } from '../../device/client.ts'
import { withoutHot } from '../../lists/hot.ts'
import { shippedLists } from '../../lists/load.ts'
import type { Locked } from '../../lists/locked/locked.ts'
import type { CategoryLists } from '../../lists/lists.ts'
import type { NamesIndex } from '../../lists/index/open.ts'
import { withIndex } from '../../lists/with-index.ts'
import type { Version } from '../../policy/document.ts'
import type { ListsDocument, ListsIndex } from '../../protocol/lists-document.ts'
import { WireError } from '../../protocol/wire-error.ts'
import { oneAtATime } from '../../rules/queue.ts'
import type { Faults } from '../faults.ts'
import type { Problems } from '../problems.ts'
import { ListsDatabase } from './database.ts'
import { HeldNames, NoIndexError } from './held.ts'
import { KeptFiles } from './files.ts'
import { KeptNames, nameOf } from './names.ts'
import { hopeOf, obtain, type Older, opens, problemOf } from './obtain.ts'
import { Refusals } from './refusals.ts'
import { forgetOthers, forgetTransfers } from './transfer.ts'

export interface CarriedParts {
  readonly client: () => Promise<Client | null>
  /** The lists document in force. */
  readonly current: () => ListsDocument | null
  readonly problems: Problems
  readonly faults: Faults
  /** By the browser's clock. Epoch milliseconds. */
  readonly wall: () => number
  /** An index has come: one for which a document waits, or one that is in force, of which open tabs know nothing. */
  readonly arrived: (isInForce: boolean) => void
  readonly database?: ListsDatabase
}

/** A fresh worker first judges the page that woke it. Milliseconds. */
const WARM_AFTER = 400
/** After so many times staff are told, and a change is no longer tried for. */
const MANY = 3
const SOURCE = 'lists-index'
const READING = 'lists-read'

export class CarriedLists {
  readonly #parts: CarriedParts
  readonly #database: ListsDatabase
  readonly #refusals: Refusals
  readonly #names: KeptNames
  readonly #files: KeptFiles
  readonly #held: HeldNames
  readonly #inTurn = oneAtATime()
  /** In memory and on the disk, but not in force yet. */
  #ready: { readonly digest: string; readonly opened: NamesIndex } | undefined
  #fetching: { readonly digest: string; readonly done: Promise<void> } | undefined
  /** The index in force, where it could not be read. */
  #missing: string | undefined
  /** What is in force is on the disk too. */
  #isKept = true

  constructor(parts: CarriedParts) {
    this.#parts = parts
    this.#database = parts.database ?? new ListsDatabase()
    this.#refusals = new Refusals(this.#database, parts.wall)
    this.#names = new KeptNames(this.#database, this.#refusals)
    this.#files = new KeptFiles(this.#database, (error) => parts.faults.note(READING, error))
    this.#held = new HeldNames({
      file: (digest) => this.#files.file(digest),
      failed: (error) => this.#failed(error),
      later: (work) => void setTimeout(() => void work(), WARM_AFTER),
    })
  }

  /** The lists of a document, in force from here on; those of one without an index are in memory as a whole. */
  lists(document: ListsDocument | null, locked: Locked | undefined): CategoryLists {
    const digest = document?.index?.digest
    const ready = this.#ready?.digest === digest ? this.#ready : undefined
    if (ready) this.#ready = undefined
    this.#held.follow(digest, ready?.opened)
    if (digest === undefined || !document) return shippedLists(document ?? undefined, locked)
    return withIndex(shippedLists(document, locked), this.#held, this.#names.of(document))
  }

  /**
   * Whether a document can be put in force: its index is here, or there is none at all that its names would not go with.
   * What is not here is begun to be fetched.
   */
  async isWhole(document: ListsDocument): Promise<boolean> {
    const { index, version } = document
    if (!index || this.#ready?.digest === index.digest) return true
    const isSame = this.#held.follows(index.digest)
    if (isSame && this.#missing !== index.digest && (await this.#files.has(index.digest))) return true
    this.#begin(index, version)
    const held = this.#parts.current()?.index?.digest
    return isSame || held === undefined || !(this.#held.hasWhole(held) || (await this.#files.has(held)))
  }

  /**
   * Whether lists of this version are to be asked for: `not-yet` while what belongs to them comes or cannot be had, and
   * `anyway` when something is missing of those in force.
   */
  async asking(offered: Version | undefined): Promise<'not-yet' | 'if-newer' | 'anyway'> {
    if (offered === undefined) return 'if-newer'
    const current = this.#parts.current()
    if (this.#fetching && this.#fetching.digest !== current?.index?.digest) return 'not-yet'
    try {
      const isOther = !current || nameOf(offered) !== nameOf(current.version)
      if (isOther && (await this.#refusals.waitsFor(nameOf(offered)))) return 'not-yet'
      return current?.index && (await this.#names.mustCome(current)) ? 'anyway' : 'if-newer'
    } catch (error) {
      this.#parts.faults.note(READING, error)
      return 'if-newer'
    }
  }

  /** Whether what is kept apart of a document is here: see `keep`. */
  async isComplete(document: ListsDocument): Promise<boolean> {
    return !document.index || this.#names.has(document)
  }

  /** Whether the index of the lists in force is here: until it is they are not all that their version stands for. */
  async isHere(): Promise<boolean> {
    const digest = this.#parts.current()?.index?.digest
    if (digest === undefined || this.#held.hasWhole(digest)) return true
    // A database that does not answer gives no names either.
    return this.#missing !== digest && this.#files.has(digest).catch(() => false)
  }

  /** Each minute: what is missing of the lists in force is fetched again. Never rejects. */
  async look(): Promise<void> {
    const current = this.#parts.current()
    if (!current?.index) return
    const { index, version } = current
    try {
      if (this.#missing === index.digest || !(await this.#files.has(index.digest)))
        this.#begin(index, version)
    } catch (error) {
      this.#parts.faults.note(READING, error)
    }
  }

  /**
   * Puts the names for the rules where they are read when rules are made, and hands on the document without them.
   * `take` puts that in force. @returns what it does: whether the document is on the disk
   */
  keep(document: ListsDocument, take: (rest: ListsDocument) => Promise<boolean>): Promise<boolean> {
    // In turn with `tidy`, which would take the names of what is not in force yet for old ones.
    return this.#inTurn(async () => {
      if (document.index) await this.#names.put(document)
      this.#isKept = await take(document.index ? withoutHot(document) : document)
      return this.#isKept
    })
  }

  /** Forgets what belongs to no document in force. */
  tidy(): Promise<void> {
    return this.#inTurn(async () => {
      // The next worker has the lists that are on the disk.
      if (!this.#isKept) return
      // Read at each one: an index may come while others go.
      const isUsed = (digest: string): boolean =>
        [this.#parts.current()?.index, this.#ready, this.#fetching].some((one) => one?.digest === digest)
      await this.#files.tidy(isUsed)
      await this.#names.tidy(this.#parts.current)
      await this.#refusals.tidy()
    })
  }

  /** What is fetched has been fetched, or given up. */
  async settled(): Promise<void> {
    await this.#fetching?.done
  }

  #begin(index: ListsIndex, version: Version): void {
    if (this.#fetching) return
    const { digest } = index
    const done = this.#fetch(index)
      .catch((error: unknown) => this.#failedToFetch(digest, nameOf(version), error))
      .catch((error: unknown) => this.#parts.faults.note(SOURCE, error))
      .finally(() => (this.#fetching = undefined))
    this.#fetching = { digest, done }
  }

  async #fetch(index: ListsIndex): Promise<void> {
    const { digest } = index
    const client = (await this.#refusals.waits(digest)) ? null : await this.#parts.client()
    if (!client) return
    await forgetOthers(this.#database, digest)
    // A worker that died in between had it on the disk already.
    const here = await this.#files.bytes(digest)
    const { bytes, opened } =
      (here && opens(here, index)) ??
      (await obtain({ client, database: this.#database }, index, await this.#older(digest)))
    if (bytes !== here) await this.#files.put(digest, bytes)
    // Not before: what the disk had no room for would have to come again.
    await forgetTransfers(this.#database, digest)
    await this.#refusals.forget(digest)
    this.#parts.problems.set(SOURCE, [])
    for (const step of [SOURCE, READING]) this.#parts.faults.clear(step)
    const isInForce = this.#parts.current()?.index?.digest === digest
    if (isInForce) {
      this.#missing = undefined
      this.#held.again(digest, opened)
    } else this.#ready = { digest, opened }
    this.#parts.arrived(isInForce)
  }

  /** From which a change may lead to the index; undefined also when that has failed too often. */
  async #older(digest: string): Promise<Older | undefined> {
    const held = this.#parts.current()?.index?.digest
    if (held === undefined || held === digest || (await this.#refusals.tries(digest)) >= MANY)
      return undefined
    return { digest: held, bytes: () => this.#files.bytes(held) }
  }

  async #failedToFetch(digest: string, version: string, error: unknown): Promise<void> {
    const hope = hopeOf(error)
    // What could not be fetched yet goes on with the next minute.
    if (hope === 'soon') return
    const atLeast = error instanceof WireError ? error.retryAfter : undefined
    const tries = await this.#refusals.put(digest, { version, atLeast, isRubbish: hope === 'none' })
    const problem = problemOf(error)
    if (problem) return this.#parts.problems.set(SOURCE, [problem])
    if (!(error instanceof WireError) || tries >= MANY) this.#parts.faults.note(SOURCE, error)
  }

  #failed(error: unknown): void {
    const digest = this.#parts.current()?.index?.digest
    // The lists in force are fetched again as a whole.
    this.#missing = digest
    // It is on its way, for the first time.
    if (error instanceof NoIndexError && this.#fetching?.digest === digest) return
    this.#parts.faults.note(READING, error)
  }
}
