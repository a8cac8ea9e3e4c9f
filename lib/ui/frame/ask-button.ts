/**
 * “Ask” in a stopped frame's place, inside the notice's closed shadow root: the page cannot reach it. What only looks
 * like a press does not count: one that no person made, or made while the button was covered, see-through or has only
 * just appeared under the pointer.
 */
import type { FrameAsk } from '../../messages/frame-blocked.ts'
import { Sight } from './sight.ts'

/** Says which frame is asked for; resolves with what the pupil is told. */
export type AskForFrame = (token: string) => Promise<string>

export class AskButton {
  readonly element: HTMLElement
  readonly #button: HTMLButtonElement
  readonly #said: HTMLElement
  readonly #askFor: AskForFrame
  readonly #sight: Sight
  #ask: FrameAsk

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
    this.#sight = new Sight(this.#button)
    this.say(ask)
  }

  say(ask: FrameAsk): void {
    this.#ask = ask
    this.#button.textContent = ask.button
  }

  stop(): void {
    this.#sight.stop()
  }

  async #pressed(event: Event): Promise<void> {
    if (!event.isTrusted || !this.#sight.isLong) return
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
