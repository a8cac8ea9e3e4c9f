/**
 * “Ask” in a stopped frame's place, inside the notice's closed shadow root: the page cannot reach it. What only looks
 * like a press does not count: one that no person made, or made while the button was covered, see-through or has only
 * just appeared under the pointer.
 */
import type { FrameAsk } from '../../messages/frame-blocked.ts'

/** Says which frame is asked for; resolves with what the pupil is told. */
export type AskForFrame = (token: string) => Promise<string>

/** In full sight for this long before a press counts. Milliseconds. */
const SEEN_FOR = 500

/** Chromium says whether anything covers an element; the types do not know it yet. */
interface Options extends IntersectionObserverInit {
  readonly trackVisibility: true
  readonly delay: number
}
interface Entry extends IntersectionObserverEntry {
  readonly isVisible?: boolean
}

export class AskButton {
  readonly element: HTMLElement
  readonly #button: HTMLButtonElement
  readonly #said: HTMLElement
  readonly #askFor: AskForFrame
  readonly #sight: IntersectionObserver
  #ask: FrameAsk
  /** Since when it has been in full sight. */
  #seenSince: number | undefined

  constructor(document: Document, ask: FrameAsk, askFor: AskForFrame) {
    this.#ask = ask
    this.#askFor = askFor
    this.element = document.createElement('div')
    this.element.className = 'ask'
    this.#button = document.createElement('button')
    this.#button.type = 'button'
    this.#said = document.createElement('p')
    this.#said.setAttribute('role', 'status')
    this.element.append(this.#button, this.#said)
    this.#button.addEventListener('click', (event) => void this.#pressed(event))
    const options: Options = { threshold: 1, trackVisibility: true, delay: 100 }
    this.#sight = new IntersectionObserver((entries) => this.#looked(entries.at(-1)), options)
    this.#sight.observe(this.#button)
    this.say(ask)
  }

  say(ask: FrameAsk): void {
    this.#ask = ask
    this.#button.textContent = ask.button
  }

  stop(): void {
    this.#sight.disconnect()
  }

  #looked(entry: Entry | undefined): void {
    this.#seenSince = entry?.isVisible === true ? (this.#seenSince ?? performance.now()) : undefined
  }

  async #pressed(event: Event): Promise<void> {
    const seen = this.#seenSince !== undefined && performance.now() - this.#seenSince >= SEEN_FOR
    if (!event.isTrusted || !seen) return
    const { token, wait, unanswered } = this.#ask
    this.#said.textContent = wait
    this.#button.hidden = true
    try {
      this.#said.textContent = await this.#askFor(token)
    } catch {
      // The worker did not answer (an update is being installed): it can be pressed again.
      this.#said.textContent = unanswered
      this.#button.hidden = false
    }
  }
}
