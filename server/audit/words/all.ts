/** Every action that is noted, by what belongs together. Whoever notes a new one says here what it is called. */
import type { AuditKind } from '../../../lib/protocol/audit.ts'
import type { Words } from '../about.ts'
import { ALERTS, EVIDENCE, KEYS, RECORDS } from './people.ts'
import { LISTS, OPENED, POLICY } from './rules.ts'
import { AGREEMENT, CLASSES, DEVICES, LESSONS, PROOF, SERVER, STAFF } from './school.ts'

const ACTIONS = {
  records: RECORDS,
  evidence: EVIDENCE,
  alerts: ALERTS,
  keys: KEYS,
  policy: POLICY,
  opened: OPENED,
  lists: LISTS,
  devices: DEVICES,
  staff: STAFF,
  classes: CLASSES,
  lessons: LESSONS,
  agreement: AGREEMENT,
  proof: PROOF,
  server: SERVER,
} as const satisfies Readonly<Record<AuditKind, Readonly<Record<string, Words>>>>

type KeysOf<T> = T extends unknown ? keyof T : never
/** What may be noted. */
export type AuditAction = KeysOf<(typeof ACTIONS)[AuditKind]>

/** An action with its words. */
export interface Called extends Words {
  readonly kind: AuditKind
}

/** By action. */
export const CALLED: ReadonlyMap<string, Called> = new Map(
  Object.entries(ACTIONS).flatMap(([kind, actions]) =>
    Object.entries(actions).map(
      ([action, words]) => [action, { ...words, kind: kind as AuditKind }] as const,
    ),
  ),
)
