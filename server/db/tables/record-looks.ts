/** Looks at pupils' activity records. Times in epoch milliseconds, people as numbers of `people`. */
import type { LooksShown } from '../../../lib/policy/looks.ts'
import type { KeptReason, LookingRole } from '../../../lib/protocol/record-looks.ts'

export interface RecordLooksTable {
  /** Random: a look that is another's is not guessed. */
  id: string
  at: number
  until: number
  /** Who looked, and by which of their roles. */
  staff: number
  role: LookingRole
  /** Whose record, and from when on. */
  person: number
  since: number
  reason: KeptReason
  /** The reason in own words, sealed. */
  words: Uint8Array
  /** What pupils were shown of looks when it began: a later choice of the school changes nothing about it. */
  shown: LooksShown
  /** Since when it is part of an enquiry, who said so and why (sealed); null while nobody has. */
  enquiry: number | null
  enquiry_by: number | null
  enquiry_words: Uint8Array | null
  /** Since when it is so no more. */
  lifted: number | null
  lifted_by: number | null
}

/** That a second person has to say yes to a look. */
export interface RecordLookSecondsTable {
  look: string
  wants: 'looks' | 'packs'
  asked: number
  /** Later nobody can answer. */
  until: number
  answer: 'yes' | 'no' | null
  by: number | null
  answered: number | null
}
