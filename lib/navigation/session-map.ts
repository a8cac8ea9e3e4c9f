/**
 * What is known of each tab, kept in session memory: it outlives the worker and ends with the browser session. Reads
 * answer at once, from memory; what was set before the stored values were read is newer than they are, and stays.
 */
import type { SessionPort } from './ports.ts'

export class SessionMap<V> {
  private readonly session: SessionPort
  private readonly key: string
  private readonly isKept: (value: V) => boolean
  private entries = new Map<number, V>()
  private loading: Promise<void> | undefined

  /** @param isKept which values a later worker needs; all, when it is not given */
  constructor(session: SessionPort, key: string, isKept: (value: V) => boolean = () => true) {
    this.session = session
    this.key = key
    this.isKept = isKept
  }

  /**
   * Reads what an earlier worker of this browser session knew: once, however often it is called. Rejects when the storage
   * does; then it may be called again.
   */
  load(): Promise<void> {
    this.loading ??= this.read().catch((error: unknown) => {
      this.loading = undefined
      throw error
    })
    return this.loading
  }

  private async read(): Promise<void> {
    const stored = (await this.session.get<[number, V][]>(this.key)) ?? []
    this.entries = new Map([...stored, ...this.entries])
  }

  get(tabId: number): V | undefined {
    return this.entries.get(tabId)
  }

  /** In memory only: `save` makes it last. */
  set(tabId: number, value: V): void {
    this.entries.set(tabId, value)
  }

  /** In memory only: `save` makes it last. @returns whether there was one */
  delete(tabId: number): boolean {
    return this.entries.delete(tabId)
  }

  save(): Promise<void> {
    return this.session.set(
      this.key,
      [...this.entries].filter(([, value]) => this.isKept(value)),
    )
  }
}
