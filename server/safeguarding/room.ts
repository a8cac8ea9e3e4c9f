/**
 * How much devices may put into concerns: they are kept for years, anybody who has an enrolment token can write them, and
 * who wrote is told to nobody. So bytes are counted, in memory, against budgets that fill again over a day. Installations
 * that a person has confirmed have each their own; all the others share one by network and one in all. Words have budgets
 * of their own: pictures by the thousand keep no child from writing. What is refused stays on the device, which tries again.
 */
import { type ConcernRequest, type FollowUpRequest, NO_ROOM } from '../../lib/protocol/concerns.ts'
import { RateLimit } from '../device/limits.ts'
import type { Installation } from '../enrolment/installations.ts'
import { Refusal } from '../errors.ts'

const KB = 1000
const MB = 1000 * KB
const MINUTES_A_DAY = 24 * 60
const RETRY_AFTER_SECONDS = 60

/** Longer than this it holds a picture: words are at most a few thousand characters, sealed for forty. */
export const MOST_WORDS = 48 * KB

/** Bytes in a day. */
export interface Budgets {
  readonly words: number
  readonly pictures: number
}
export const BUDGETS = {
  confirmed: { words: 4 * MB, pictures: 60 * MB },
  network: { words: 4 * MB, pictures: 20 * MB },
  unconfirmed: { words: 16 * MB, pictures: 60 * MB },
} as const satisfies Record<string, Budgets>

/** Who writes: what is counted, and nothing of which is kept. */
export interface Writer {
  readonly installation: Pick<Installation, 'installation' | 'state'>
  /** A hash of its network that says nothing after the next start. */
  readonly network: string
}

export class ConcernRoom {
  readonly #budgets: Readonly<Record<keyof typeof BUDGETS, Shares>>

  /** @param clock milliseconds; must not run backwards */
  constructor(clock?: () => number) {
    this.#budgets = {
      confirmed: new Shares(BUDGETS.confirmed, clock),
      network: new Shares(BUDGETS.network, clock),
      unconfirmed: new Shares(BUDGETS.unconfirmed, clock),
    }
  }

  /** Takes so many bytes; throws a Refusal when this writer's budget has not so many left. */
  take({ installation, network }: Writer, bytes: number): void {
    const { confirmed, network: ofNetwork, unconfirmed } = this.#budgets
    const hasRoom =
      installation.state === 'confirmed'
        ? confirmed.take(installation.installation, bytes)
        : ofNetwork.take(network, bytes) && unconfirmed.take('', bytes)
    if (hasRoom) return
    throw new Refusal(429, NO_ROOM, 'That is a lot for one day: it is sent again in a while.', {
      retryAfter: RETRY_AFTER_SECONDS,
    })
  }
}

/** The budgets of one sort of writers. */
class Shares {
  readonly #words: RateLimit
  readonly #pictures: RateLimit

  constructor({ words, pictures }: Budgets, clock?: () => number) {
    this.#words = new RateLimit(words / MINUTES_A_DAY, words, clock)
    this.#pictures = new RateLimit(pictures / MINUTES_A_DAY, pictures, clock)
  }

  take(key: string, bytes: number): boolean {
    return (bytes > MOST_WORDS ? this.#pictures : this.#words).take(key, bytes)
  }
}

/** What it takes in the database, give or take: bytes. */
export const weightOf = (asked: ConcernRequest | FollowUpRequest): number => JSON.stringify(asked).length
