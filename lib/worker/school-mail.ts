/** Whether the school's mail works, as its server says with each heartbeat: what a page may promise a child. */
import type { SessionPort } from '../navigation/ports.ts'
import { z } from '../zod.ts'

const KEY = 'school-mail'
/** A device that has not heard its server for so long cannot know. */
const HOLDS_MS = 10 * 60_000

const keptSchema = z.object({ works: z.boolean(), at: z.number() })

export class SchoolMail {
  private readonly session: SessionPort
  private readonly now: () => number

  constructor(session: SessionPort, now: () => number) {
    this.session = session
    this.now = now
  }

  /** @param works left out by a server that says nothing of it */
  async heard(works: boolean | undefined): Promise<void> {
    await this.session.set(KEY, works === undefined ? {} : { works, at: this.now() })
  }

  /** Undefined where nobody can say. */
  async works(): Promise<boolean | undefined> {
    const kept = keptSchema.safeParse(await this.session.get(KEY))
    if (!kept.success || Math.abs(this.now() - kept.data.at) > HOLDS_MS) return undefined
    return kept.data.works
  }
}
