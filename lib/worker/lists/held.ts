/**
 * The index that is in force, as far as this worker has it: whole in memory a moment after the worker began, and until
 * then read host by host from where it lies. A worker that was only just woken knows its front after one small read.
 */
import type { HeldIndex } from '../../lists/with-index.ts'
import type { NamesIndex } from '../../lists/index/open.ts'
import { openIndex } from '../../lists/index/open.ts'
import { openSliced, type SlicedIndex } from '../../lists/index/sliced.ts'
import type { CategoryId } from '../../policy/categories.ts'

export interface HeldParts {
  /** The file of an index, or undefined when there is none here. */
  readonly file: (digest: string) => Promise<Blob | undefined>
  /** Something cannot be read; undefined: all is well again. */
  readonly failed: (error: unknown) => void
  /** Runs it when the first pages of a fresh worker have been judged. */
  readonly later: (work: () => Promise<unknown>) => void
}

/** Hosts whose answers are kept while the index is not in memory. */
const MOST_ANSWERS = 5_000
const NOTHING: ReadonlySet<CategoryId> = new Set()

/** There is no file of the index that the lists in force name. */
export class NoIndexError extends Error {
  override readonly name = 'NoIndexError'
}

export class HeldNames implements HeldIndex {
  readonly #parts: HeldParts
  #digest: string | undefined
  #whole: NamesIndex | undefined
  #sliced: Promise<SlicedIndex> | undefined
  readonly #answers = new Map<string, ReadonlySet<CategoryId>>()

  constructor(parts: HeldParts) {
    this.#parts = parts
  }

  /** The index that is in force from here on, or none. `opened`: the same, where it is in memory already. */
  follow(digest: string | undefined, opened?: NamesIndex): void {
    if (this.#digest === digest) return
    this.#digest = digest
    this.#whole = opened
    this.#sliced = undefined
    this.#answers.clear()
    if (digest === undefined || opened !== undefined) return
    // Begun at once: the first page of a fresh worker waits for it.
    void this.#slices(digest)
    this.#parts.later(() => this.#warm(digest))
  }

  /** It is in force here, wherever its file may be. */
  follows(digest: string): boolean {
    return this.#digest === digest
  }

  /** It is in memory as a whole. */
  hasWhole(digest: string): boolean {
    return this.#digest === digest && this.#whole !== undefined
  }

  /** Whether its file, in force here or not, is an index that can be read: as far as its front tells. Never rejects. */
  async opens(digest: string): Promise<boolean> {
    const opening = this.#digest === digest ? this.#slices(digest) : this.#open(digest)
    return opening.then(
      () => true,
      () => false, // Whoever looks something up in it tells of it.
    )
  }

  known(host: string): ReadonlySet<CategoryId> | undefined {
    return this.#whole?.categoriesOf(host) ?? this.#answers.get(host)
  }

  async read(hosts: readonly string[]): Promise<void> {
    const digest = this.#digest
    if (digest === undefined) return
    const found = await Promise.all(hosts.map((host) => this.#ask(digest, host)))
    // Another one holds meanwhile: whoever asked asks again.
    if (this.#digest !== digest) return
    if (this.#answers.size > MOST_ANSWERS) this.#answers.clear()
    for (const [i, host] of hosts.entries()) this.#answers.set(host, found[i] ?? NOTHING)
  }

  /** A file that was missing may be there now. */
  again(digest: string, opened: NamesIndex): void {
    if (this.#digest !== digest) return
    this.#whole = opened
    this.#answers.clear()
  }

  /** What cannot be read says nothing: the rules in the browser and the shipped lists hold without it. */
  async #ask(digest: string, host: string): Promise<ReadonlySet<CategoryId>> {
    try {
      return await (await this.#slices(digest)).categoriesOf(host)
    } catch (error) {
      this.#sliced = undefined
      this.#parts.failed(error)
      return NOTHING
    }
  }

  #slices(digest: string): Promise<SlicedIndex> {
    if (this.#sliced !== undefined) return this.#sliced
    const opening = this.#open(digest)
    // Whoever waits for it hears of a failure.
    opening.catch(() => undefined)
    this.#sliced = opening
    return opening
  }

  async #open(digest: string): Promise<SlicedIndex> {
    const file = await this.#fileOf(digest)
    return openSliced(async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()))
  }

  async #warm(digest: string): Promise<void> {
    try {
      const file = await this.#fileOf(digest)
      const bytes = new Uint8Array(await file.arrayBuffer())
      if (this.#digest !== digest) return
      this.#whole = openIndex(bytes)
      this.#answers.clear()
    } catch (error) {
      this.#parts.failed(error)
    }
  }

  async #fileOf(digest: string): Promise<Blob> {
    const file = await this.#parts.file(digest)
    if (file === undefined) throw new NoIndexError('the index is not here')
    return file
  }
}
