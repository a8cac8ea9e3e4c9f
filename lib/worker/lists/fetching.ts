/** One file of lists at a time is fetched. What fails is told to staff, and tried again ever more seldom. */
import type { Client } from '../../device/client.ts'
import type { Version } from '../../policy/document.ts'
import { WireError } from '../../protocol/wire-error.ts'
import type { Faults } from '../faults.ts'
import type { Problems } from '../problems.ts'
import { hopeOf, problemOf } from './obtain.ts'
import { MANY, type Refusals } from './refusals.ts'

interface FetchingParts {
  readonly client: () => Promise<Client | null>
  readonly problems: Problems
  readonly faults: Faults
  readonly refusals: Refusals
  /** This file is here. */
  readonly arrived: (digest: string) => void
}

const SOURCE = 'lists-index'
/** As faults of what is on the disk are called. */
export const READING = 'lists-read'

/** As what is refused names the document that waits for it. */
export const versionName = ({ epoch, number }: Version): string => `${epoch}.${number}`

export class Fetching {
  readonly #parts: FetchingParts
  #underWay: { readonly digest: string; readonly done: Promise<void> } | undefined

  constructor(parts: FetchingParts) {
    this.#parts = parts
  }

  /** Of what is being fetched. */
  get digest(): string | undefined {
    return this.#underWay?.digest
  }

  /** Nothing where something is under way already. `version`: of the document that names the file. */
  begin(digest: string, version: Version, fetch: (client: Client) => Promise<void>): void {
    if (this.#underWay) return
    const done = this.#attempt(digest, fetch)
      .catch((error: unknown) => this.#failed(digest, version, error))
      .catch((error: unknown) => this.#parts.faults.note(SOURCE, error))
      .finally(() => (this.#underWay = undefined))
    this.#underWay = { digest, done }
  }

  /** What is fetched has been fetched, or given up. */
  async settled(): Promise<void> {
    await this.#underWay?.done
  }

  async #attempt(digest: string, fetch: (client: Client) => Promise<void>): Promise<void> {
    const { refusals, client: clientNow, problems, faults, arrived } = this.#parts
    const client = (await refusals.waits(digest)) ? null : await clientNow()
    if (!client) return
    await fetch(client)
    await refusals.forget(digest)
    problems.set(SOURCE, [])
    for (const step of [SOURCE, READING]) faults.clear(step)
    arrived(digest)
  }

  async #failed(digest: string, version: Version, error: unknown): Promise<void> {
    const { refusals, problems, faults } = this.#parts
    const hope = hopeOf(error)
    // What could not be fetched yet goes on with the next minute.
    if (hope === 'soon') return
    const atLeast = error instanceof WireError ? error.retryAfter : undefined
    const isRubbish = hope === 'none'
    const tries = await refusals.put(digest, { version: versionName(version), atLeast, isRubbish })
    const problem = problemOf(error)
    if (problem) return problems.set(SOURCE, [problem])
    if (!(error instanceof WireError) || tries >= MANY) faults.note(SOURCE, error)
  }
}
