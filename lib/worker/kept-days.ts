/**
 * For how many days what is recorded is kept, as the school's server said with its last heartbeat. A server that is told of a longer
 * time waits a day before it keeps anything for longer; a device that has not heard it for that long does not know.
 */
import { type KeptDays, keptDaysSchema } from '../policy/keeping.ts'
import type { SessionPort } from '../navigation/ports.ts'
import { z } from '../zod.ts'

const KEY = 'kept-days'
/** Less than the day, so that clocks may differ by an hour. */
const HOLDS_MS = 23 * 3_600_000

const heardSchema = z.object({ days: keptDaysSchema, at: z.number() })

export class KeptDaysHeard {
  private readonly session: SessionPort
  private readonly now: () => number

  constructor(session: SessionPort, now: () => number) {
    this.session = session
    this.now = now
  }

  /** @param days left out by a server of an earlier version */
  async heard(days: KeptDays | undefined): Promise<void> {
    await this.session.set(KEY, days === undefined ? {} : { days, at: this.now() })
  }

  /** Undefined where nobody can say. */
  async days(): Promise<KeptDays | undefined> {
    const heard = heardSchema.safeParse(await this.session.get(KEY))
    if (!heard.success || Math.abs(this.now() - heard.data.at) > HOLDS_MS) return undefined
    return heard.data.days
  }
}
