/** Which of the audit is looked at, as the address says: a link shows somebody else who may the same. */
import { AUDIT_KINDS, type AuditQuery, auditWhoSchema } from '../../lib/protocol/audit.ts'
import { TO_AUDIT } from '../lessons/route.ts'
import { queryOf, withQuery } from '../list/query.ts'

export type View = Omit<AuditQuery, 'before'>

const day = (text: string | null): string | undefined => /^\d{4}-\d\d-\d\d$/.exec(text ?? '')?.[0]

/** What cannot be read in an address is left out. */
export function viewOf(at: string): View {
  const asked = new URLSearchParams(at.split('?')[1] ?? '')
  return {
    kind: AUDIT_KINDS.find((kind) => kind === asked.get('kind')),
    who: auditWhoSchema.safeParse(asked.get('who')).data,
    from: day(asked.get('from')),
    to: day(asked.get('to')),
  }
}

export const toAudit = (view: View): string => withQuery(TO_AUDIT, queryOf(view))
