/**
 * Tabs in which a self-check tries an address. What becomes of that very address there is no doing of the person at the
 * device: it is in the check's own record, and not in theirs. Anything else in such a tab is theirs.
 */
import { isCheckAddress } from '../lists/check-cases.ts'
import { MOST_TRIED } from '../protocol/self-check.ts'
import { samePage } from '../navigation/blocked-address.ts'

/** Two checks’ worth. */
const MOST_KNOWN = 2 * MOST_TRIED

export class SelfCheckTabs {
  // Not truth: a worker that was killed in the middle of a check has ended the check with it.
  readonly #tried = new Map<number, string>()

  /** Kept after the tab is closed: events of it may still be on their way, and its number is never used again. */
  begins(tabId: number, address: string): void {
    this.#tried.set(tabId, address)
    const [oldest] = this.#tried.keys()
    if (this.#tried.size > MOST_KNOWN && oldest !== undefined) this.#tried.delete(oldest)
  }

  isTrying({ tabId, url }: { readonly tabId: number; readonly url: string }): boolean {
    // What a check's own address does after its worker was killed, or in a session that is restored, is nobody's doing either.
    if (isCheckAddress(url)) return true
    const address = this.#tried.get(tabId)
    return address !== undefined && samePage(address, url)
  }
}
