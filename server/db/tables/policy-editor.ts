/** The draft of the policy, and what is decided about somebody for a time. People are numbers of `people`. */
import type { Generated } from 'kysely'

export interface PolicyEditsTable {
  id: Generated<number>
  at: number
  /** Null for the one-time link. */
  person: number | null
  /** The edit, sealed. */
  content: Uint8Array
}

export interface PolicyExceptionsTable {
  id: Generated<number>
  kind: 'unblock' | 'suspension'
  /** One of these three. */
  person: number | null
  class: number | null
  policy_group: string | null
  at: number
  until: number
  /** Ended before its time. */
  ended: number | null
  ended_by: number | null
  /** Null for the one-time link, too. */
  decided_by: number | null
  /** What, why and whom to talk to, sealed. */
  content: Uint8Array
}
