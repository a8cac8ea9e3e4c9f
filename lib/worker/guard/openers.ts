/**
 * Which page opened a window that has no address: in a sandbox such a window has no origin either, and nobody else would
 * answer for it. Noted when it opens, for the page may be gone a moment later; in session memory, until it closes.
 */
import type { SessionPort } from '../../navigation/ports.ts'
import { SessionMap } from '../../navigation/session-map.ts'

export interface OpenersParts {
  readonly session: SessionPort
  /** What a tab shows; undefined where it is gone. */
  readonly shownIn: (tabId: number) => Promise<string | undefined>
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

  /** A page of the other tab opened this one, which is to show this address. */
  async opened(tabId: number, url: string, by: number): Promise<void> {
    if (isWeb(url)) return
    const shown = (await this.#parts.shownIn(by)) ?? ''
    // A window without an address may open another: the page behind both answers.
    const page = isWeb(shown) ? plain(shown) : this.of(by)
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
