/** The streams on which staff watch lessons: so many of one person at most, and none left when the server stops. */
import { Refusal } from '../errors.ts'

/** Of one member of staff at once: tabs of their own browser, and a board. */
const MOST_STREAMS = 6

/** Ends a stream. Resolves when nothing of it touches the database any more. */
type End = () => Promise<void>

export class Streams {
  readonly #of = new Map<number, Set<End>>()

  /**
   * Counts a stream of somebody's, a number of `people`. Synchronous: those that open at once see each other. Throws a
   * Refusal (429) when there are too many. @returns what is to be called when it is over
   */
  add(person: number, end: End): () => void {
    const theirs = this.#of.get(person) ?? new Set()
    if (theirs.size >= MOST_STREAMS)
      throw new Refusal(429, 'streams', 'This lesson is open in too many windows: close one.')
    this.#of.set(person, theirs.add(end))
    return () => {
      theirs.delete(end)
      if (theirs.size === 0 && this.#of.get(person) === theirs) this.#of.delete(person)
    }
  }

  /** How many are open. */
  get size(): number {
    return [...this.#of.values()].reduce((sum, { size }) => sum + size, 0)
  }

  async endAll(): Promise<void> {
    await Promise.all([...this.#of.values()].flatMap((theirs) => [...theirs].map((end) => end())))
  }
}
