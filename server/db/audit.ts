/** Who did what: every change that a person makes. Subjects are ids and labels, never names of people. */
import type { AuditAction } from '../audit/words/all.ts'
import type { Database } from './open.ts'

export async function note(db: Database, actor: string, action: AuditAction, subject: string): Promise<void> {
  await db.insertInto('audit').values({ at: Date.now(), actor, action, subject }).execute()
}
