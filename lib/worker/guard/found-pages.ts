/**
 * Addresses at which the guard found something, until the browser session ends: kinds that are told by words are a
 * page's alone, never its host's. What closes a whole host is here too, for the moment until that is in force.
 */
import type { SessionPort } from '../../navigation/ports.ts'
import type { Finding } from '../../policy/finding.ts'
import { type FoundPlace, holdsAddress } from '../../policy/found-place.ts'
import { canonical } from '../../verdict/address.ts'

const KEY = 'found-pages'
const MOST = 200
/** Until a host's quarantine is in force. Milliseconds. */
const MEANWHILE = 20_000

export interface FoundHere {
  readonly finding: Finding
  /** Epoch milliseconds of the browser's clock; absent: for as long as the session lasts. */
  readonly until?: number
}

export class FoundPages {
  readonly #session: SessionPort
  readonly #wall: () => number
  #pages = new Map<string, FoundHere>()
  /** Being closed at this moment. */
  readonly #closing = new Map<FoundPlace, Finding>()

  constructor(session: SessionPort, wall: () => number) {
    this.#session = session
    this.#wall = wall
  }

  async load(): Promise<void> {
    const stored = (await this.#session.get<[string, FoundHere][]>(KEY)) ?? []
    this.#pages = new Map([...stored, ...this.#pages])
  }

  at(url: string): Finding | undefined {
    const here = this.#pages.get(keyOf(url))
    if (here !== undefined && this.#wall() <= (here.until ?? Infinity)) return here.finding
    if (this.#closing.size === 0) return undefined
    const { host, path } = canonical(url) ?? { host: '', path: '' }
    return [...this.#closing].find(([place]) => holdsAddress(place, host, path))?.[1]
  }

  /** A place is closed from now on, until that is in force. @returns ends it */
  closing(place: FoundPlace, finding: Finding): () => void {
    this.#closing.set(place, finding)
    return () => void this.#closing.delete(place)
  }

  /** At once in memory; `save` makes it last. */
  add(url: string, finding: Finding, isMeanwhile: boolean): void {
    const key = keyOf(url)
    this.#pages.delete(key)
    this.#pages.set(key, { finding, ...(isMeanwhile ? { until: this.#wall() + MEANWHILE } : {}) })
    const [oldest] = this.#pages.keys()
    if (this.#pages.size > MOST && oldest !== undefined) this.#pages.delete(oldest)
  }

  save(): Promise<void> {
    return this.#session.set(KEY, [...this.#pages])
  }
}

/** An address without its fragment: one page. */
const keyOf = (url: string): string => (canonical(url)?.href ?? url).replace(/#.*$/s, '')
