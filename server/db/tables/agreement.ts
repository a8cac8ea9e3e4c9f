/** The agreement. Times in epoch milliseconds, people as numbers of `people`, school years by the year they start in. */
import type { Generated } from 'kysely'
import type { Audience } from '../../../lib/policy/agreement.ts'

export interface AgreementTextsTable {
  /** By its content (protocol/agreement.ts). */
  name: string
  audience: Audience
  questions: number
  /** Bytes of its PDF, 0 for none. */
  pdf: number
  /** Sealed, like the content. */
  title: Uint8Array
  /** The text as JSON. */
  content: Uint8Array
}

export interface AgreementPublicationsTable {
  id: Generated<number>
  text: string
  audience: Audience
  at: number
  /** Null for the one-time link's session, here and below. */
  published_by: number | null
  ended: number | null
  ended_by: number | null
  /** 1: ended by somebody; 0: another text took its place. */
  withdrawn: Generated<number>
}

/** Somebody agreed, as an installation says; see the view `counted_agreements` for what counts. */
export interface AgreementGivenTable {
  id: Generated<number>
  /** The installation's name, and its own name for this. */
  device: string
  given: string
  /** Null once the installation is forgotten. */
  installation: number | null
  /** Whom it claimed; null for nobody known. */
  person: number | null
  /** How it knew: `profile`, `management`; null when that was no longer said. */
  person_from: string | null
  text: string
  year: number
  /** By the device's trusted clock. */
  at: number
  received: number
  offline: number
  /** The end of that school year. */
  until: number
  /** 1: the installation was confirmed and stood for this person, then or later. Set by triggers. */
  proved: Generated<number>
}

export interface AgreementPermissionsTable {
  id: Generated<number>
  person: number
  year: number
  how: 'console' | 'csv'
  at: number
  recorded_by: number | null
  ended: number | null
  ended_by: number | null
  /** The end of that school year. */
  until: number
  /** Who gave it and on which day, sealed. */
  content: Uint8Array
}

/** Previews of imports, sealed, for an hour. */
export interface AgreementPlansTable {
  id: string
  expires: number
  plan: Uint8Array
}
