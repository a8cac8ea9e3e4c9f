import type { AuditKind } from '../../lib/protocol/audit.ts'

export const KIND_NAMES: Readonly<Record<AuditKind, string>> = {
  records: 'Pupils’ records',
  evidence: 'Evidence, holds and erasures',
  alerts: 'Alerts and illegal pages',
  keys: 'Safeguarding keys',
  policy: 'Policy',
  opened: 'Unblocks, pauses and requests',
  lists: 'Lists, and what the guard found',
  devices: 'Devices and enrolment',
  staff: 'Staff and signing in',
  classes: 'Classes',
  lessons: 'Lessons',
  agreement: 'Agreement',
  proof: 'Self-checks, reviews, page for parents',
  server: 'Server, backups, how long it is kept',
}
