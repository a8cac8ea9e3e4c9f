/**
 * Fetches sources when it is time or somebody asks, reads them in a thread of its own, and publishes what is in force.
 * What is to be done is in the database: after a stop in the middle of something it is done again.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ListDiff, ListSource } from '../../lib/protocol/list-sources.ts'
import { MINUTE } from '../../lib/time/zone.ts'
import type { Context } from '../context.ts'
import { policyInForce, zoneOf } from '../documents/documents.ts'
import { Refusal } from '../errors.ts'
import { Thread } from '../threads/thread.ts'
import { arrive, type Arrived, type From } from './arrive.ts'
import { Folders } from './folders.ts'
import type { BuildDone, DiffJob, ListDone, ListJob, LookDone, ReadDone } from './jobs.ts'
import { type Became, keepUpdate } from './keep-update.ts'
import { Publishing } from './publishing.ts'
import { nextFetch } from './schedule.ts'
import {
  countsOf,
  failingOf,
  mappingOf,
  needSource,
  type SourceRow,
  type UpdateRow,
  updateIn,
} from './store.ts'
import { sweep } from './sweep.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people' | 'mail' | 'environment'>

export class Lists {
  readonly #parts: Parts
  readonly #folders: Folders
  readonly #thread: Thread<ListJob, ListDone>
  readonly #busy = new Map<number, Promise<void>>()
  readonly #publishing: Publishing
  #timer: NodeJS.Timeout | undefined
  #closed = false
  #onError: (error: unknown) => void = () => undefined

  constructor(parts: Parts) {
    this.#parts = parts
    this.#folders = new Folders(parts.environment.dataDir)
    this.#folders.make()
    this.#thread = new Thread(new URL('./worker.ts', import.meta.url), null)
    this.#publishing = new Publishing(parts, this.#folders, {
      build: async (job) => (await this.#thread.ask(job)) as BuildDone,
      fetch: (source) => void this.#begin(source, { kind: 'address' }),
      failed: (error) => {
        if (!this.#closed) this.#onError(error)
      },
    })
  }

  /** Where failures of what runs by itself are told. */
  onError(tell: (error: unknown) => void): void {
    this.#onError = tell
  }

  /** From here on sources are fetched when it is time. What a stop left undone is done now. */
  start(): void {
    this.#timer = setInterval(() => {
      this.publishAgain(Date.now())
      void this.fetchDue(Date.now()).catch(this.#onError)
    }, MINUTE).unref()
    this.publishSoon()
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#publishing.close()
    clearInterval(this.#timer)
    await this.#thread.close()
    await Promise.allSettled([...this.#busy.values(), this.#publishing.underWay])
  }

  isBusy(source: number): boolean {
    return this.#busy.has(source)
  }

  /** Why what is in force could not be put together; null when it could. */
  get problem(): string | null {
    return this.#publishing.problem
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    for (let seen: unknown; this.#busy.size > 0 || seen !== this.#publishing.underWay;) {
      await Promise.all(this.#busy.values())
      seen = this.#publishing.underWay
      await seen
    }
  }

  /** Begins with every source that is due, one after the other. */
  async fetchDue(now: number): Promise<void> {
    const zone = zoneOf(await policyInForce(this.#parts))
    for (const row of await this.#parts.db.selectFrom('list_sources').selectAll().execute()) {
      const next = nextFetch(row, zone)
      if (this.#closed) return
      if (next !== null && next <= now) await this.#begin(row.id, { kind: 'address' })
    }
  }

  /** Asks for a source now. Throws a Refusal (409) when it is at work, or has no address. */
  fetch(source: SourceRow): void {
    if (source.address === null)
      throw new Refusal(409, 'no-address', 'This source comes as a file: upload it.')
    this.#need(source.id)
    void this.#begin(source.id, { kind: 'address' })
  }

  /** Takes a file, which is the caller's no more. Throws a Refusal (409). */
  takeFile(source: number, path: string): void {
    this.#need(source)
    void this.#begin(source, { kind: 'file', path })
  }

  /** Reads what is here anew, because it is taken for something else; fetches it when nothing is. */
  readAgain(source: SourceRow): void {
    this.#need(source.id)
    if (existsSync(this.#folders.raw(source.id))) void this.#begin(source.id, { kind: 'here' })
    else if (source.address !== null) void this.#begin(source.id, { kind: 'address' })
  }

  async diff(from: string | null, to: string): Promise<ListDiff> {
    const job: DiffJob = { what: 'diff', dataDir: this.#parts.environment.dataDir, from, to }
    return (await this.#thread.ask(job)) as ListDiff
  }

  /** What each of the lists says of a host, in their order. */
  async look(names: readonly string[], host: string): Promise<readonly (readonly LookDone[])[]> {
    const { dataDir } = this.#parts.environment
    return (await this.#thread.ask({
      what: 'look',
      dataDir,
      names,
      host,
    })) as readonly (readonly LookDone[])[]
  }

  /** A path for a file that is to be taken. */
  newFile(): string {
    return join(this.#folders.work(), 'upload')
  }

  /** Publishes what is in force, when devices are given something else. */
  publishSoon(): void {
    this.#publishing.soon()
  }

  /** Publishes once more when that failed, and it is time. */
  publishAgain(now: number): void {
    this.#publishing.again(now)
  }

  #need(source: number): void {
    if (this.#busy.has(source))
      throw new Refusal(409, 'busy', 'This source is being fetched or read: wait until that is done.')
  }

  #begin(source: number, from: From): Promise<void> {
    const known = this.#busy.get(source)
    if (known) return known
    const work = this.#update(source, from)
      .catch(this.#onError)
      .finally(() => this.#busy.delete(source))
    this.#busy.set(source, work)
    return work
  }

  async #update(source: number, from: From): Promise<void> {
    const { db } = this.#parts
    const row = await needSource(db, source)
    const now = Date.now()
    try {
      const arrived = await arrive(this.#parts, this.#folders, row, from)
      if (arrived) {
        let became: Became
        do became = await this.#readAndKeep(row, from, arrived, now)
        while (became === 'outrun')
        await sweep(db, this.#folders, source)
        this.publishSoon()
      }
      await db
        .updateTable('list_sources')
        .set({ checked: now, failing: null })
        .where('id', '=', source)
        .execute()
    } catch (error) {
      if (this.#closed) return
      await this.#fail(row, error, now)
    }
  }

  async #readAndKeep(row: SourceRow, from: From, { tags }: Arrived, now: number): Promise<Became> {
    const inForce = await updateIn(this.#parts.db, row.id, 'in-force')
    // What came last may be held, or was not wanted: another mapping is no reason to take it.
    const known = from.kind === 'here' && inForce ? this.#folders.rawOf(row.id, inForce.digest) : null
    const isMeant = known !== null && existsSync(known)
    const file = isMeant ? known : this.#folders.raw(row.id)
    const read = await this.#read(row, file, inForce, isMeant)
    const previous = inForce?.digest ?? null
    const became = await keepUpdate(this.#parts, row.id, read, now, { previous, tags })
    if (became !== 'outrun') await this.#folders.keepRaw(row.id, read.digest, file)
    return became
  }

  async #read(
    row: SourceRow,
    file: string,
    inForce: UpdateRow | undefined,
    isMeant: boolean,
  ): Promise<ReadDone> {
    return (await this.#thread.ask({
      what: 'read',
      dataDir: this.#parts.environment.dataDir,
      file,
      format: row.format,
      mapping: mappingOf(row),
      previous: inForce ? { digest: inForce.digest, counts: countsOf(inForce) } : null,
      isMeant,
    })) as ReadDone
  }

  async #fail(row: SourceRow, error: unknown, now: number): Promise<void> {
    const known = error instanceof Refusal
    if (!known) this.#onError(error)
    const before = failingOf(row)
    const failing: ListSource['failing'] = {
      code: known ? error.code : 'internal',
      detail: known ? error.message.slice(0, 400) : 'Something went wrong in the server; it has been noted.',
      since: before?.since ?? now,
      times: (before?.times ?? 0) + 1,
    }
    // What could not be read must not be taken for what is here.
    const tags = { etag: null, modified: null }
    const set = { checked: now, failing: JSON.stringify(failing), ...tags }
    await this.#parts.db.updateTable('list_sources').set(set).where('id', '=', row.id).execute()
  }
}
