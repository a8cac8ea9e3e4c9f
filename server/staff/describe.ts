/** What somebody who is signed in is told about it. */
import type { z } from '../../lib/zod.ts'
import type { sessionSchema } from '../../lib/protocol/staff.ts'
import type { Context } from '../context.ts'
import { currentDocument } from '../documents/documents.ts'
import { nameOf } from './members.ts'
import { IDLE, type Session } from './sessions.ts'

export async function describeSession(
  context: Context,
  session: Session,
): Promise<z.infer<typeof sessionSchema>> {
  const policy = await currentDocument(context.db, context.vault, 'policy')
  const name = session.person === null ? null : await nameOf(context, session.person)
  return {
    until: session.until,
    idleMinutes: IDLE / 60_000,
    roles: [...session.roles],
    how: session.how,
    ...(policy ? { school: policy.school.name } : {}),
    ...(name === null ? {} : { name }),
  }
}
