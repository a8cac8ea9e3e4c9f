/**
 * What pages showed that was little, for as long as the worker lives: what the network shows of them a moment later may
 * make it more, and no page looks again for that. A fresh worker does without.
 */
import type { Signals } from '../../guard/signals.ts'
import type { Asker } from '../../messages/router.ts'

type Content = Extract<Asker, { readonly kind: 'content' }>

export interface Hint {
  readonly host: string
  readonly href: string
  readonly signals: Signals
  readonly from: Content
}

const MOST = 10

export class Hints {
  readonly #tabs = new Map<number, Hint>()

  /** The last look at the page of a tab; undefined: there is nothing to wait for. */
  note(tabId: number, hint: Hint | undefined): void {
    this.#tabs.delete(tabId)
    if (hint === undefined) return
    this.#tabs.set(tabId, hint)
    const [oldest] = this.#tabs.keys()
    if (this.#tabs.size > MOST && oldest !== undefined) this.#tabs.delete(oldest)
  }

  of(host: string): Hint[] {
    return [...this.#tabs.values()].filter((hint) => hint.host === host)
  }
}
