/** The side of the channel that no page sees: takes the target, and asks. Made before lib/guard/page/acts.ts runs. */
import { HANDED, type Question, readTold, type Told } from './channel.ts'

export class HearActs {
  #target: EventTarget | null = null

  constructor() {
    const take = (event: Event): void => {
      this.#target = (event as FocusEvent).relatedTarget
    }
    performance.addEventListener(HANDED, take, { once: true })
  }

  /** Undefined where there is no part in the page's world: in a tab that was open before us, or without scripts. */
  ask(question: Question): Told | undefined {
    const target = this.#target
    if (target === null) return undefined
    let told: Told | undefined
    const hear = (event: Event): void => {
      const { detail } = event as CustomEvent<unknown>
      if (typeof detail === 'string') told = readTold(detail)
    }
    target.addEventListener('told', hear, { once: true })
    target.dispatchEvent(new Event(question))
    target.removeEventListener('told', hear)
    // It was there, and cannot go by itself.
    return told ?? { ...readTold(''), replaced: ['channel'] }
  }
}
