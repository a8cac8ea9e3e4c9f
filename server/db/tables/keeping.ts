/** How long what is recorded is kept, as the school has set it. Times in epoch milliseconds. */
import type { Generated } from 'kysely'
import type { KeepingKind } from '../../../lib/policy/keeping.ts'

/** One change of one time. */
export interface KeepingChangesTable {
  id: Generated<number>
  at: number
  /** A number of `people`. */
  by_person: number
  kind: KeepingKind
  before: number
  days: number
  /** It holds from then on. */
  starts: number
  /** When all that it shortens was deleted. */
  done: number | null
  /** Sealed. */
  reason: Uint8Array
  /** When it was taken back, before it began, and by whom. */
  taken: number | null
  taken_by: number | null
}
