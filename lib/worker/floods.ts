/** Pages that ask without end: one whose process lies can, and so can one that makes frame after frame. */
import type { Asker, Handlers } from '../messages/router.ts'
import type { MessageType } from '../messages/protocol.ts'

/** So many questions within so long are answered. Milliseconds. */
const MOST = 40
const WITHIN = 5_000

/** Too many at once: refused, so that the page does not take it for answered and asks again. */
export class FloodError extends Error {
  override readonly name = 'FloodError'
}

export class Floods {
  readonly #at: () => number
  // A fresh worker begins to count anew.
  #counted = { since: 0, asked: new Map<string, number>() }

  /** @param at milliseconds of any clock */
  constructor(at: () => number) {
    this.#at = at
  }

  /**
   * One more. Throws a `FloodError` where it is one too many.
   * @param whose what must not be used up by what others ask
   */
  count(whose: string): void {
    const at = this.#at()
    if (Math.abs(at - this.#counted.since) > WITHIN) this.#counted = { since: at, asked: new Map() }
    const { asked } = this.#counted
    asked.set(whose, (asked.get(whose) ?? 0) + 1)
    if ((asked.get(whose) ?? 0) > MOST) throw new FloodError('somebody asks without end')
  }
}

/** What the frames of one site ask for takes nothing from another's in the same tab, nor from the page around them. */
export function bounded<T extends MessageType>(handler: Handlers[T], at: () => number): Handlers[T] {
  const floods = new Floods(at)
  const answer = async (body: never, from: Asker): Promise<unknown> => {
    if (from.kind === 'content') floods.count(`${from.tabId} ${from.frameId === 0} ${from.origin}`)
    return handler(body, from)
  }
  return answer as Handlers[T]
}
