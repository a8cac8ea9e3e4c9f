/**
 * The tabs that a self-check has open, in this browser session's memory: the browser may end the worker in the middle of
 * one, and the next worker closes what was left.
 */
import type { SessionPort } from '../navigation/ports.ts'

const KEY = 'self-check-tabs'

type Left = readonly (readonly [tabId: number, address: string])[]

export class LeftTabs {
  readonly #session: SessionPort
  readonly #close: (tabId: number, address: string) => Promise<void>
  readonly #open = new Map<number, string>()
  #closing: Promise<void> | undefined

  /** @param close closes a tab, unless it shows something else by now */
  constructor(session: SessionPort, close: (tabId: number, address: string) => Promise<void>) {
    this.#session = session
    this.#close = close
  }

  opened(tabId: number, address: string): void {
    this.#open.set(tabId, address)
    this.#keep()
  }

  closed(tabId: number): void {
    this.#open.delete(tabId)
    this.#keep()
  }

  /** Closes what an earlier worker left. Once for each worker, before it opens any. */
  close(): Promise<void> {
    this.#closing ??= this.#closeLeft()
    return this.#closing
  }

  async #closeLeft(): Promise<void> {
    const left = (await this.#session.get<Left>(KEY)) ?? []
    await Promise.all(left.map(([tabId, address]) => this.#close(tabId, address)))
    if (left.length > 0) await this.#session.set(KEY, [])
  }

  /** Not waited for: where it cannot be kept, a tab may stay behind, which somebody can close. */
  #keep(): void {
    void this.#session.set(KEY, [...this.#open] satisfies Left).catch(() => undefined)
  }
}
