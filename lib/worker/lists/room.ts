/**
 * Lists that are too many for memory, on the device: fetched while the last good ones hold, put in force in one step
 * with the document that names them, and forgotten when others have taken their place.
 */
import type { Client } from '../../device/client.ts'
import { shippedLists } from '../../lists/load.ts'
import type { Locked } from '../../lists/locked/locked.ts'
import type { CategoryLists } from '../../lists/lists.ts'
import type { NamesIndex } from '../../lists/index/open.ts'
import { withIndex } from '../../lists/with-index.ts'
import type { Version } from '../../policy/document.ts'
import type { ListsDocument, ListsIndex } from '../../protocol/lists-document.ts'
import { oneAtATime } from '../../rules/queue.ts'
import type { Faults } from '../faults.ts'
import type { Problems } from '../problems.ts'
import { ListsDatabase } from './database.ts'
import { HeldNames, NoIndexError } from './held.ts'
import { KeptFiles } from './files.ts'
import { Fetching, READING, versionName } from './fetching.ts'
import { KeptNames } from './names.ts'
import { obtain, obtainNames, type Older, opens } from './obtain.ts'
import { MANY, Refusals } from './refusals.ts'
import { forgetOthers, forgetTransfers } from './transfer.ts'

export interface CarriedParts {
  readonly client: () => Promise<Client | null>
  /** The lists document in force. */
  readonly current: () => ListsDocument | null
  readonly problems: Problems
  readonly faults: Faults
  /** By the browser's clock. Epoch milliseconds. */
  readonly wall: () => number
  /** Names have come: those for which a document waits, or what is in force, of which rules and open tabs know nothing. */
  readonly arrived: (isInForce: boolean) => void
  readonly database?: ListsDatabase
}

/** A fresh worker first judges the page that woke it. Milliseconds. */
const WARM_AFTER = 400

export class CarriedLists {
  readonly #parts: CarriedParts
  readonly #database: ListsDatabase
  readonly #refusals: Refusals
  readonly #names: KeptNames
  readonly #files: KeptFiles
  readonly #held: HeldNames
  readonly #fetching: Fetching
  readonly #inTurn = oneAtATime()
  /** In memory and on the disk, but not in force yet. */
  #ready: { readonly digest: string; readonly opened: NamesIndex } | undefined
  /** The names for the rules that came last: not in force yet, perhaps. */
  #namesOf: string | undefined
  /** The index in force, where it could not be read. */
  #missing: string | undefined
  /** What is in force is on the disk too. */
  #isKept = true

  constructor(parts: CarriedParts) {
    this.#parts = parts
    this.#database = parts.database ?? new ListsDatabase()
    this.#refusals = new Refusals(this.#database, parts.wall)
    this.#names = new KeptNames(this.#database)
    this.#files = new KeptFiles(this.#database, (error) => parts.faults.note(READING, error))
    this.#fetching = new Fetching({
      ...parts,
      refusals: this.#refusals,
      arrived: (digest) => parts.arrived(this.#isInForce(digest)),
    })
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
    if (!document?.index) return shippedLists(document ?? undefined, locked)
    return withIndex(shippedLists(document, locked), this.#held, this.#names.of(document))
  }

  /**
   * Whether a document can be put in force: the names for the rules are here, and so is its index, unless there is none
   * that can be read and that they would not go with. What is not here is begun to be fetched.
   */
  async isWhole(document: ListsDocument): Promise<boolean> {
    const { index } = document
    if (!index) return true
    if (await this.#lacksNames(index)) {
      this.#begin(index, document, true)
      return false
    }
    if (this.#ready?.digest === index.digest) return true
    const isSame = this.#held.follows(index.digest)
    if (isSame && this.#missing !== index.digest && (await this.#files.has(index.digest))) return true
    this.#begin(index, document)
    const held = this.#parts.current()?.index?.digest
    return isSame || held === undefined || !(await this.#canRead(held))
  }

  /** Whether lists of this version may be asked for: not while what belongs to them comes or cannot be had. */
  async mayAsk(offered: Version | undefined): Promise<boolean> {
    if (offered === undefined) return true
    const current = this.#parts.current()
    const { digest } = this.#fetching
    if (digest !== undefined && !this.#isInForce(digest)) return false
    if (current && versionName(offered) === versionName(current.version)) return true
    try {
      return !(await this.#refusals.waitsFor(versionName(offered)))
    } catch (error) {
      this.#parts.faults.note(READING, error)
      return true
    }
  }

  /** Whether the index of the lists in force is here: until it is they are not all that their version stands for. */
  async isHere(): Promise<boolean> {
    const digest = this.#parts.current()?.index?.digest
    // A database that does not answer gives no names either.
    return digest === undefined || this.#canRead(digest).catch(() => false)
  }

  /** Each minute: what is missing of the lists in force is fetched again. Never rejects. */
  async look(): Promise<void> {
    const current = this.#parts.current()
    if (!current?.index) return
    const { index } = current
    try {
      if (await this.#lacksNames(index)) this.#begin(index, current, true)
      else if (this.#missing === index.digest || !(await this.#files.has(index.digest)))
        this.#begin(index, current)
    } catch (error) {
      this.#parts.faults.note(READING, error)
    }
  }

  /** `take` puts a document in force, in turn with `tidy`. @returns what it does: whether that is on the disk */
  keep(take: () => Promise<boolean>): Promise<boolean> {
    return this.#inTurn(async () => (this.#isKept = await take()))
  }

  /** Forgets what belongs to no document in force. */
  tidy(): Promise<void> {
    return this.#inTurn(async () => {
      // The next worker has the lists that are on the disk.
      if (!this.#isKept) return
      // Asked of each one: an index may come while others go.
      const isUsed = (digest: string): boolean =>
        this.#isInForce(digest) ||
        [this.#ready?.digest, this.#namesOf, this.#fetching.digest].includes(digest)
      await this.#files.tidy(isUsed)
      await this.#names.tidy(isUsed)
      await this.#refusals.tidy()
    })
  }

  /** What is fetched has been fetched, or given up. */
  settled(): Promise<void> {
    return this.#fetching.settled()
  }

  #isInForce(digest: string): boolean {
    const index = this.#parts.current()?.index
    return index?.digest === digest || index?.hot?.digest === digest
  }

  /** Not only that there is a file: it may be of a format that was read by a version of before. */
  async #canRead(digest: string): Promise<boolean> {
    if (this.#held.hasWhole(digest)) return true
    if (this.#missing === digest || !(await this.#files.has(digest))) return false
    return this.#held.opens(digest)
  }

  async #lacksNames({ hot }: ListsIndex): Promise<boolean> {
    return hot !== undefined && !(await this.#names.has(hot.digest))
  }

  /** Begins to fetch the index, or the names that go with it. */
  #begin(index: ListsIndex, { version }: Pick<ListsDocument, 'version'>, wantsNames = false): void {
    const { hot } = index
    if (wantsNames && hot)
      this.#fetching.begin(hot.digest, version, (client) => this.#fetchNames(client, hot))
    else this.#fetching.begin(index.digest, version, (client) => this.#fetch(client, index))
  }

  async #fetchNames(client: Client, hot: NonNullable<ListsIndex['hot']>): Promise<void> {
    const { digest } = hot
    const wanted = { kind: 'hot', digest } as const
    await forgetOthers(this.#database, wanted)
    const parts = { client, database: this.#database }
    await this.#names.put(digest, await obtainNames(parts, hot, await this.#olderNames(digest)))
    await forgetTransfers(this.#database, wanted)
    this.#namesOf = digest
  }

  async #fetch(client: Client, index: ListsIndex): Promise<void> {
    const { digest } = index
    const wanted = { kind: 'index', digest } as const
    await forgetOthers(this.#database, wanted)
    // A worker that died in between had it on the disk already.
    const here = await this.#files.bytes(digest)
    const { bytes, opened } =
      (here && opens(here, index)) ??
      (await obtain({ client, database: this.#database }, index, await this.#older(digest)))
    if (bytes !== here) await this.#files.put(digest, bytes)
    // Not before: what the disk had no room for would have to come again.
    await forgetTransfers(this.#database, wanted)
    if (this.#isInForce(digest)) {
      this.#missing = undefined
      this.#held.again(digest, opened)
    } else this.#ready = { digest, opened }
  }

  async #olderNames(digest: string) {
    const held = this.#parts.current()?.index?.hot?.digest
    if (held === undefined || held === digest || (await this.#refusals.tries(digest)) >= MANY)
      return undefined
    const segments = await this.#names.read(held)
    return segments && { digest: held, segments }
  }

  /** From which a change may lead to the index; undefined also when that has failed too often. */
  async #older(digest: string): Promise<Older | undefined> {
    const held = this.#parts.current()?.index?.digest
    if (held === undefined || held === digest || (await this.#refusals.tries(digest)) >= MANY)
      return undefined
    return { digest: held, bytes: () => this.#files.bytes(held) }
  }

  #failed(error: unknown): void {
    const digest = this.#parts.current()?.index?.digest
    // The lists in force are fetched again as a whole.
    this.#missing = digest
    // It is on its way, for the first time.
    if (error instanceof NoIndexError && this.#fetching.digest === digest) return
    this.#parts.faults.note(READING, error)
  }
}
