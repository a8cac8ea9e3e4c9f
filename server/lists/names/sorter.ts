/** Sorts more names than fit into memory: full pieces go to the disk, and are merged at the end. */
import { join } from 'node:path'
import { Refusal } from '../../errors.ts'
import { MOST_NAMES } from '../limits.ts'
import { type Entry, uniteSets } from './entry.ts'
import { NamesWriter, readNames } from './file.ts'
import { unite } from './merge.ts'

/** Some 60 MB of memory. */
const PIECE = 500_000

export class Sorter {
  readonly #folder: string
  readonly #most: number
  readonly #files: string[] = []
  #piece: string[] = []
  count = 0

  /** `folder` is the sorter's own, and stays the caller's to remove. */
  constructor(folder: string, most = PIECE) {
    this.#folder = folder
    this.#most = most
  }

  /** Throws a Refusal (422) when there are too many. */
  add(key: string, set: string): void {
    if (++this.count > MOST_NAMES)
      throw new Refusal(422, 'list-too-long', `The list holds more than ${MOST_NAMES} names.`)
    if (this.#piece.push(`${key}\t${set}`) >= this.#most) this.#spill()
  }

  /** Every name once, in order, with all its categories. */
  *sorted(): Generator<Entry> {
    if (this.#files.length === 0) {
      yield* this.#inMemory()
      return
    }
    if (this.#piece.length > 0) this.#spill()
    yield* unite(this.#files.map(readNames))
  }

  #spill(): void {
    const path = join(this.#folder, `piece-${this.#files.length}`)
    const writer = new NamesWriter(path)
    for (const entry of this.#inMemory()) writer.put(entry)
    writer.finish()
    this.#files.push(path)
    this.#piece = []
  }

  *#inMemory(): Generator<Entry> {
    // By code unit, as keys are compared everywhere: the tab is below all that stands in a key.
    this.#piece.sort()
    let last: { key: string; set: string } | undefined
    for (const line of this.#piece) {
      const tab = line.indexOf('\t')
      const [key, set] = [line.slice(0, tab), line.slice(tab + 1)]
      if (last?.key === key) last.set = uniteSets(last.set, set)
      else {
        if (last) yield last
        last = { key, set }
      }
    }
    if (last) yield last
  }
}
