/**
 * Which page opened a window that has no address: in a sandbox such a window has no origin either, and nobody else would
 * answer for it. Noted when it opens, for the page may be gone a moment later; in session memory, until it closes.
 */
import type { SessionPort } from '../../navigation/ports.ts'
import { SessionMap } from '../../navigation/session-map.ts'

export interface OpenersParts {
  readonly session: SessionPort
  /** The tab that opened a tab, with what it shows; undefined where nobody did, or it is gone. */
  readonly openerOf: (tabId: number) => Promise<{ readonly id: number; readonly url: string } | undefined>
}

export class Openers {
  readonly #parts: OpenersParts
  readonly #pages: SessionMap<string>

  constructor(parts: OpenersParts) {
    this.#parts = parts
    this.#pages = new SessionMap(parts.session, 'guard-openers')
  }

  load(): Promise<void> {
    return this.#pages.load()
  }

  /** A tab was made that is to show this address. */
  async made(tabId: number, url: string): Promise<void> {
    if (isWeb(url)) return
    const opener = await this.#parts.openerOf(tabId)
    if (opener === undefined) return
    // A window without an address may open another: the page behind both answers.
    const page = isWeb(opener.url) ? plain(opener.url) : this.of(opener.id)
    if (page === undefined) return
    this.#pages.set(tabId, page)
    await this.#pages.save()
  }

  of(tabId: number): string | undefined {
    return this.#pages.get(tabId)
  }

  async closed(tabId: number): Promise<void> {
    if (this.#pages.delete(tabId)) await this.#pages.save()
  }
}

const isWeb = (url: string): boolean => /^https?:/i.test(url)
/** Without what a pupil may have asked there. */
const plain = (url: string): string => url.replace(/[?#].*$/s, '')
