/** Notes that somebody reads a list, once for each ten minutes: a page that asks again by itself fills no audit. */
import { MINUTE } from '../../lib/time/zone.ts'
import type { AuditAction } from '../audit/words/all.ts'
import { note } from './audit.ts'
import type { Database } from './open.ts'

const READ_ANEW = 10 * MINUTE

export class ReadNotes {
  readonly #db: Database
  readonly #action: AuditAction
  readonly #read = new Map<string, number>()

  constructor(db: Database, action: AuditAction) {
    this.#db = db
    this.#action = action
  }

  /** @param subject what of it is read */
  async note(actor: string, subject: string): Promise<void> {
    const now = Date.now()
    if (Math.abs(now - (this.#read.get(actor) ?? 0)) < READ_ANEW) return
    await note(this.#db, actor, this.#action, subject)
    this.#read.set(actor, now)
  }
}
