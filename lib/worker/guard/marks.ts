/**
 * What the network shows of a host, and what its pages have shown before: sockets, headers of engines, service workers.
 * One page of an unblocker shows one part of it, the next another. In session memory, of few hosts.
 */
import type { SessionPort } from '../../navigation/ports.ts'

const KEY = 'guard-marks'
const MOST_HOSTS = 80
const MOST_EACH = 20

export interface Marks {
  readonly workerScripts: readonly string[]
  readonly engineHeaders: readonly string[]
  readonly sockets: readonly string[]
  readonly requests: readonly string[]
  readonly lines: readonly string[]
  readonly boxes: readonly string[]
}
const NONE: Marks = { workerScripts: [], engineHeaders: [], sockets: [], requests: [], lines: [], boxes: [] }

export class NetworkMarks {
  readonly #session: SessionPort
  #hosts = new Map<string, Marks>()
  #saving: Promise<void> = Promise.resolve()
  #next: Promise<void> | undefined

  constructor(session: SessionPort) {
    this.#session = session
  }

  async load(): Promise<void> {
    const stored = (await this.#session.get<[string, Marks][]>(KEY)) ?? []
    this.#hosts = new Map([...stored, ...this.#hosts])
  }

  of(host: string): Marks {
    return { ...NONE, ...this.#hosts.get(host) }
  }

  get hosts(): string[] {
    return [...this.#hosts.keys()]
  }

  /** Resolves when it will last; at once where it is no news. A list that is full stays. @returns whether it is news */
  async note(host: string, what: keyof Marks, seen: readonly string[]): Promise<boolean> {
    const before = this.of(host)
    const room = MOST_EACH - before[what].length
    const fresh = [...new Set(seen)].filter((one) => !before[what].includes(one)).slice(0, room)
    if (host === '' || fresh.length === 0) return false
    this.#hosts.delete(host)
    this.#hosts.set(host, { ...before, [what]: [...before[what], ...fresh] })
    const [oldest] = this.#hosts.keys()
    if (this.#hosts.size > MOST_HOSTS && oldest !== undefined) this.#hosts.delete(oldest)
    await this.#save()
    return true
  }

  /** One at a time: what comes while one is under way goes with the next. */
  #save(): Promise<void> {
    const write = (): Promise<void> => {
      this.#next = undefined
      this.#saving = this.#session.set(KEY, [...this.#hosts])
      return this.#saving
    }
    // Who waits for the one under way hears of its failure.
    this.#next ??= this.#saving.then(write, write)
    return this.#next
  }
}
