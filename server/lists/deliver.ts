/**
 * The files of lists as devices fetch them: by the hash of their content, whole or as what has changed since an older one. A
 * change is worked out once, in a thread of its own, and kept: a thousand devices that come at the same moment read
 * one file.
 */
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '../errors.ts'
import { Thread } from '../threads/thread.ts'

/** Where these files lie, below the data folder. */
export const LISTS_FOLDER = 'lists'
/** `hot`: the names for the browser's rules. */
export const FILE_KINDS = ['index', 'hot'] as const
export type FileKind = (typeof FILE_KINDS)[number]
export const listFile = (folder: string, kind: FileKind, digest: string): string =>
  join(folder, `${digest}.${kind}`)

/** Changes are small and many; old ones are of no use once no device is as old. Milliseconds. */
const CHANGES_KEPT = 60 * 24 * 3_600_000
/** The change must be worth it: a device that gets more than this part of the whole fetches the whole. */
const MOST_OF_WHOLE = 0.5
/** What failed is left alone for so long: each device that comes would have it begun anew. Milliseconds. */
const FAILED_FOR = 10 * 60_000
/** Changes that wait to be worked out, one after the other; who comes then fetches the whole. */
const MOST_WAITING = 4

export interface DeltaJob {
  readonly kind: FileKind
  readonly from: string
  readonly to: string
  /** Written whole or not at all; not where `from` is nothing that a change can be worked out from. */
  readonly out: string
}

interface Deliverable {
  readonly file: string
  readonly bytes: number
}

export class ListFiles {
  readonly #folder: string
  readonly #kind: FileKind
  readonly #make: (job: DeltaJob) => Promise<unknown>
  readonly #thread = new Thread<DeltaJob, null>(new URL('./deliver-thread.ts', import.meta.url), null)
  /** By file: what is being made, or was found not to be worth it. */
  readonly #making = new Map<string, Promise<Deliverable | undefined>>()
  /** By file: until when it is not tried again. */
  readonly #failed = new Map<string, number>()
  readonly #now: () => number

  #atWork = 0

  /** `make` writes the change file of a job; left out, in a thread. `now`: epoch milliseconds. */
  constructor(
    folder: string,
    kind: FileKind,
    make?: (job: DeltaJob) => Promise<unknown>,
    now: () => number = Date.now,
  ) {
    this.#folder = folder
    this.#kind = kind
    this.#make = make ?? ((job) => this.#thread.ask(job))
    this.#now = now
  }

  /** The whole. Throws a Refusal (404) when there is none of this hash. */
  async whole(digest: string): Promise<Deliverable> {
    const found = await sized(this.#file(digest))
    if (!found) throw new Refusal(404, `no-${this.#kind}`, 'There is no file of this hash.')
    return found
  }

  /** What makes `to` of `from`. Throws a Refusal (404) when there is none, or when the whole is the shorter way. */
  async change(from: string, to: string): Promise<Deliverable> {
    const file = join(this.#folder, `${from.slice(0, 32)}-${to.slice(0, 32)}.delta`)
    const kept = this.#making.get(file) ?? this.#made(file, from, to)
    this.#making.set(file, kept)
    try {
      const change = await kept
      if (change) return change
    } catch (error) {
      // What failed once may work later.
      this.#making.delete(file)
      throw error
    }
    throw noChange()
  }

  async #made(file: string, from: string, to: string): Promise<Deliverable | undefined> {
    const whole = await this.whole(to)
    const kept = await sized(file)
    if (kept) return worthwhile(kept, whole)
    await this.whole(from)
    if (this.#atWork >= MOST_WAITING || this.#now() < (this.#failed.get(file) ?? 0)) throw noChange()
    this.#failed.delete(file)
    this.#atWork++
    try {
      await mkdir(this.#folder, { recursive: true })
      const job = { kind: this.#kind, from: this.#file(from), to: this.#file(to), out: file }
      await this.#make(job)
    } catch (error) {
      this.#failed.set(file, this.#now() + FAILED_FOR)
      throw error
    } finally {
      this.#atWork--
    }
    await this.#forgetOld()
    const made = await sized(file)
    return made && worthwhile(made, whole)
  }

  #file(digest: string): string {
    return listFile(this.#folder, this.#kind, digest)
  }

  async #forgetOld(): Promise<void> {
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith('.delta'))
    for (const name of names) {
      const file = join(this.#folder, name)
      const { mtimeMs } = await stat(file)
      if (Date.now() - mtimeMs > CHANGES_KEPT) await rm(file, { force: true })
    }
  }

  close(): Promise<void> {
    return this.#thread.close()
  }
}

const noChange = (): Refusal => new Refusal(404, 'no-change', 'Fetch the whole file.')

const worthwhile = (change: Deliverable, whole: Deliverable): Deliverable | undefined =>
  change.bytes <= whole.bytes * MOST_OF_WHOLE ? change : undefined

async function sized(file: string): Promise<Deliverable | undefined> {
  try {
    return { file, bytes: (await stat(file)).size }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

interface Part {
  /** First byte and last, both of them sent. */
  readonly from: number
  readonly to: number
}

/** What a Range header asks for, of so many bytes; undefined for the whole. Throws a Refusal (416) beyond the end. */
export function partOf(header: string | undefined, bytes: number): Part | undefined {
  const asked = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header ?? '')
  if (!asked) return undefined
  const from = Number(asked[1])
  const to = asked[2] ? Math.min(Number(asked[2]), bytes - 1) : bytes - 1
  if (from > to) throw new Refusal(416, 'range', `The file has ${bytes} bytes: ask for some of those.`)
  return { from, to }
}
