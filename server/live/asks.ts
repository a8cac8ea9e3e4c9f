/** What is asked of one device on the live channel and answered by it: a teacher's own tabs, what a page frames. */
import type { FromDevice, OwnTab } from '../../lib/protocol/live.ts'
import { Refusal } from '../errors.ts'
import type { Connection } from './connection.ts'
import { askId } from './ids.ts'

export class Asks {
  readonly #waiting = new Map<string, { of: Connection; resolve: (tabs: readonly OwnTab[]) => void }>()

  /**
   * The tabs of a device, or, with an address, of that page alone: opened unseen when it is not open.
   * Throws a Refusal (504) when it does not answer within so many milliseconds.
   */
  async ask(of: Connection, within: number, page?: string): Promise<readonly OwnTab[]> {
    const id = askId()
    const { promise, resolve, reject } = Promise.withResolvers<readonly OwnTab[]>()
    const late = () =>
      reject(new Refusal(504, 'no-answer', 'Your browser did not answer in time: try again.'))
    const timer = setTimeout(late, within)
    this.#waiting.set(id, { of, resolve })
    of.send({ type: 'ask', id, ...(page !== undefined && { page }) })
    return promise.finally(() => {
      clearTimeout(timer)
      this.#waiting.delete(id)
    })
  }

  /** Only from the device that was asked. */
  answered(of: Connection, { id, tabs }: Extract<FromDevice, { type: 'answer' }>): void {
    const waiting = this.#waiting.get(id)
    if (waiting?.of === of) waiting.resolve(tabs)
  }
}
