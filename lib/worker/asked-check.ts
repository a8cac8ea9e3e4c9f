/** A self-check that the school server asks for: made while nobody is at the device, or put off at once. */
import type { Client } from '../device/client.ts'
import { type CheckAsk, checkPutOffSchema, type NotNow } from '../protocol/self-check-plans.ts'
import { WireError } from '../protocol/wire-error.ts'
import type { SelfCheck } from './self-check.ts'

export interface AskedParts {
  readonly check: Pick<SelfCheck, 'asked' | 'isRunning'>
  readonly client: () => Promise<Client | null>
  readonly isInLesson: () => boolean
  readonly isUnused: () => Promise<boolean>
  /** Calls `stop` as soon as somebody uses the device or a lesson begins. @returns what ends it */
  readonly untilNeeded: (stop: () => void) => () => void
}

export class AskedCheck {
  readonly #parts: AskedParts

  constructor(parts: AskedParts) {
    this.#parts = parts
  }

  /** Makes the check, or says at once why not, so that another device is asked. */
  async answer({ run }: CheckAsk): Promise<void> {
    // One at a time; the next heartbeat asks again.
    if (this.#parts.check.isRunning) return
    const why = await this.#make(run)
    if (why !== undefined) await this.#putOff(run, why)
  }

  async #make(run: string): Promise<NotNow | undefined> {
    const { check, isInLesson, isUnused, untilNeeded } = this.#parts
    if (isInLesson()) return 'lesson'
    if (!(await isUnused())) return 'in-use'
    const stop = new AbortController()
    const ended = untilNeeded(() => stop.abort())
    const answer = await check.asked({ run, stop: stop.signal }).finally(ended)
    if (answer.state === 'not-now') return 'closed'
    if (answer.state === 'stopped') return 'in-use'
    return answer.state === 'done' && !answer.isFiled ? 'not-filed' : undefined
  }

  async #putOff(run: string, why: NotNow): Promise<void> {
    try {
      const client = await this.#parts.client()
      await client?.ask(
        { method: 'POST', path: '/v1/self-check/not-now', body: { run, why } },
        checkPutOffSchema,
      )
    } catch (error) {
      // The server asks again, or another device when this one's turn is over.
      if (!(error instanceof WireError)) throw error
    }
  }
}
