/**
 * What leaves for an AI assistant goes to the worker too, where it is looked at in memory. Only where the worker has said
 * that this is one, only what is written in a box to write in, and each text once: Enter and a form's own event are one.
 */
import { markOf } from '../../personal/find.ts'
import type { Piece } from '../../personal/piece.ts'
import type { PausesHere } from './here.ts'
import type { Send } from './watch.ts'

/** As the message takes it (lib/messages/prompts.ts, which this script does not carry). Characters. */
const MOST = 20_000

export class Prompts {
  readonly #send: Send
  readonly #pauses: PausesHere
  /** Whether the page has said what is kept. */
  readonly #isTold: () => boolean
  #last = 0

  constructor(send: Send, pauses: PausesHere, isTold: () => boolean) {
    this.#send = send
    this.#pauses = pauses
    this.#isTold = isTold
  }

  get isAssistant(): boolean {
    return this.#pauses.known?.assistant === true
  }

  /** It leaves now. */
  left(pieces: readonly Piece[]): void {
    const text = pieces
      .filter(({ isChat }) => isChat)
      .map((piece) => piece.text)
      .join('\n')
      .slice(0, MOST)
    if (text.trim() === '') return
    if (this.#pauses.known !== undefined) this.#say(text)
    // The worker has not said yet where this is.
    else void this.#pauses.soon().then(() => this.#say(text))
  }

  #say(text: string): void {
    const mark = markOf(text, 1)
    if (!this.isAssistant || mark === this.#last) return
    this.#last = mark
    const body = { text, told: this.#isTold() }
    // Nobody answers: what was written goes its way all the same.
    this.#send({ kerb: 'prompt.said', body }).catch(() => undefined)
  }
}
