/** The side of the channel that no page sees: takes the target, and asks. Made before lib/guard/page/acts.ts runs. */
import { HANDED, ITEMS, NEWS, PARTS, type Question, TOLD } from './channel.ts'
import { first } from './dom.ts'

export class HearActs {
  #target: EventTarget | null = null
  #onNews: (() => void) | undefined

  constructor() {
    const take = (event: Event): void => {
      // Ours hands over before any script of the page's; where there has been one, a page may hand over what it likes.
      if (!(event instanceof FocusEvent) || first(document, 'script') !== null) return
      this.#target = event.relatedTarget
      this.#target?.addEventListener(NEWS, () => this.#onNews?.())
    }
    addEventListener(HANDED, take, { once: true })
  }

  /** Called when the page's scripts have asked the browser for something new, in the midst of their doing so. */
  onNews(hear: () => void): void {
    this.#onNews = hear
  }

  /** Empty where there is no part in the page's world: in a tab that was open before us, or without scripts. */
  ask(question: Question): string {
    const target = this.#target
    if (target === null) return ''
    let told: string | undefined
    const hear = (event: Event): void => {
      const { detail } = event as CustomEvent<unknown>
      if (typeof detail === 'string') told = detail
    }
    target.addEventListener(TOLD, hear, { once: true })
    target.dispatchEvent(new Event(question))
    target.removeEventListener(TOLD, hear)
    // It was there, and cannot go by itself.
    return told ?? `${PARTS}channel${ITEMS}`
  }
}
