/** Classes, and what a roster changed. */
import type { Generated } from 'kysely'

/** `source_id`: its id in the school's system; null for a class made by hand. */
export interface ClassesTable {
  id: Generated<number>
  /** In clear, and never a person's name (see classes/names.ts). */
  name: string
  source: 'roster' | 'hand'
  source_id: string | null
  made: number
  ended: number | null
  /** The revision of the last change that was made by hand. */
  touched: Generated<number>
}

export interface ClassMembersTable {
  class: number
  person: number
  from: 'roster' | 'hand'
}

/** What a roster would change, sealed, until somebody applies it. */
export interface RosterPlansTable {
  id: string
  expires: number
  /** Of the classes when it was made: it fits no other. */
  revision: number
  plan: Uint8Array
}

export interface RosterImportsTable {
  id: Generated<number>
  at: number
  /** Of the classes after it. */
  revision: number
  /** JSON of numbers. */
  counts: string
  undone: number | null
}

/** What the last import did, in numbers of classes and people. */
export interface RosterChangesTable {
  import: number
  n: number
  class: number
  what: 'new' | 'renamed' | 'ended' | 'revived' | 'pupil+' | 'pupil-' | 'teacher+' | 'teacher-'
  person: number | null
  /** The name of a class before, or when it had ended. */
  before: string | null
}
