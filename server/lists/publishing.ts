/** Publishes what is in force, when devices are given something else; what fails is tried again, ever more seldom. */
import { isDeepStrictEqual } from 'node:util'
import type { ListsIndex } from '../../lib/protocol/lists-document.ts'
import { MINUTE } from '../../lib/time/zone.ts'
import type { Context } from '../context.ts'
import type { Folders } from './folders.ts'
import type { BuildDone, BuildJob } from './jobs.ts'
import { indexInForce, madeOf, publishBuilt, type Wanted, wantedNow, withoutNames } from './publish.ts'
import { needSource } from './store.ts'

const LONGEST_PAUSE = 60 * MINUTE
const LONGEST_PROBLEM = 400

type Parts = Pick<Context, 'db' | 'vault' | 'environment'>

interface Means {
  readonly build: (job: BuildJob) => Promise<BuildDone>
  /** Begins to fetch a source of an address; what comes of it is published by whoever asks for that. */
  readonly fetch: (source: number) => void
  readonly failed: (error: unknown) => void
}

export class Publishing {
  readonly #parts: Parts
  readonly #folders: Folders
  readonly #means: Means
  #underWay: Promise<void> = Promise.resolve()
  #problem: string | null = null
  #pause = MINUTE
  #again = 0
  #closed = false

  constructor(parts: Parts, folders: Folders, means: Means) {
    this.#parts = parts
    this.#folders = folders
    this.#means = means
  }

  /** Why what is in force could not be put together; null when it could. */
  get problem(): string | null {
    return this.#problem
  }

  /** Another one when more was asked for meanwhile. */
  get underWay(): Promise<void> {
    return this.#underWay
  }

  soon(): void {
    this.#underWay = this.#underWay.then(() => this.#publish())
  }

  /** Once more when it failed, and it is time. */
  again(now: number): void {
    if (this.#problem !== null && now >= this.#again) this.soon()
  }

  close(): void {
    this.#closed = true
  }

  async #publish(): Promise<void> {
    if (this.#closed) return
    try {
      const wanted = await wantedNow(this.#parts.db)
      const isSame = wanted.mark === (await madeOf(this.#parts.db))
      const given = await indexInForce(this.#parts, this.#folders)
      if (!isSame || !given.isHere) {
        if (await this.#fetchMissing()) return
        await this.#build(wanted, isSame ? given.index : undefined)
      }
      this.#problem = null
      this.#pause = MINUTE
    } catch (error) {
      if (this.#closed) return
      this.#setProblem('The lists in force could not be put together; devices keep what they have.')
      this.#means.failed(error)
    }
  }

  #setProblem(problem: string): void {
    this.#problem = problem.slice(0, LONGEST_PROBLEM)
    this.#again = Date.now() + this.#pause
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE)
  }

  /** True when names in force are not here. Those of an address are fetched, once; after a failure it has its times. */
  async #fetchMissing(): Promise<boolean> {
    const { db } = this.#parts
    const missing = await withoutNames(db, this.#folders)
    if (missing.length === 0) return false
    for (const { source } of missing) {
      const row = await needSource(db, source)
      if (row.address !== null && row.failing === null) this.#means.fetch(source)
    }
    const names = missing.map(({ name }) => `“${name}”`).join(', ')
    this.#setProblem(`Names are missing on the server and are fetched; upload what came as a file: ${names}`)
    return true
  }

  /** `given`: the index that devices have of just this. Only a file of it was lost: nothing is published anew. */
  async #build(wanted: Wanted, given: ListsIndex | undefined): Promise<void> {
    const { dataDir } = this.#parts.environment
    const { lists, corrections } = wanted
    const built =
      lists.length === 0 ? null : await this.#means.build({ what: 'build', dataDir, lists, corrections })
    if (built !== null && isDeepStrictEqual(built.index, given)) return
    await publishBuilt(this.#parts, this.#folders, wanted, built)
  }
}
