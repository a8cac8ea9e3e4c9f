/**
 * What could not be had and is asked for again only after a while: another minute each time, and at most an hour. On the
 * disk, because a worker seldom lives for so long.
 */
import type { ListsDatabase, StoredRefusal } from './database.ts'
import { inTime } from './in-time.ts'

/** The longest that anything waits. Milliseconds. */
const MOST = 60 * 60_000
const LEAST = 60_000
/** After so many times staff are told, and a change is no longer tried for. */
export const MANY = 3
/** What nobody asked for since then is forgotten. Milliseconds. */
const KEPT_FOR = 24 * 60 * 60_000

interface Refused {
  /** Of the document that cannot be had without it. */
  readonly version?: string | undefined
  /** It will not be better in a minute. */
  readonly isRubbish?: boolean
  /** The server asks for so long. Milliseconds. */
  readonly atLeast?: number | undefined
}

export class Refusals {
  readonly #database: Pick<ListsDatabase, 'refusals'>
  readonly #wall: () => number

  constructor(database: Pick<ListsDatabase, 'refusals'>, wall: () => number) {
    this.#database = database
    this.#wall = wall
  }

  /** Whether something is not to be asked for yet. */
  async waits(digest: string): Promise<boolean> {
    const refused = await inTime(this.#database.refusals.get(digest))
    return refused !== undefined && this.#isWaiting(refused)
  }

  /** Whether a document cannot be had yet, whatever it is that it lacks. */
  async waitsFor(version: string): Promise<boolean> {
    const all = await inTime(this.#database.refusals.toArray())
    return all.some((one) => one.version === version && this.#isWaiting(one))
  }

  /** How often it could not be had. */
  async tries(digest: string): Promise<number> {
    return (await inTime(this.#database.refusals.get(digest)))?.tries ?? 0
  }

  /** @returns how often it could not be had */
  async put(digest: string, { version, isRubbish = false, atLeast = 0 }: Refused = {}): Promise<number> {
    const tries = (await this.tries(digest)) + 1
    const wait = isRubbish ? MOST : Math.min(MOST, Math.max(atLeast, LEAST * 2 ** (tries - 1)))
    const named = version === undefined ? {} : { version }
    await inTime(this.#database.refusals.put({ digest, at: this.#wall(), wait, tries, ...named }))
    return tries
  }

  async forget(digest: string): Promise<void> {
    await inTime(this.#database.refusals.delete(digest))
  }

  async tidy(): Promise<void> {
    await inTime(this.#database.refusals.filter(({ at }) => this.#since(at) > KEPT_FOR).delete())
  }

  #isWaiting({ at, wait = MOST }: StoredRefusal): boolean {
    return this.#since(at) < wait
  }

  /** A clock that was set back must keep nothing waiting. */
  #since(at: number): number {
    return Math.abs(this.#wall() - at)
  }
}
