/** Concerns, sealed on the device, and the keys that open them. */
import type { About } from '../../mail/letters.ts'
import type { ConcernState } from '../../../lib/protocol/concern-state.ts'
import type { KeyRole } from '../../../lib/protocol/safeguarding-keys.ts'

export interface SafeguardingStatementsTable {
  /** From 1, without a gap. */
  number: number
  /** JSON, sealed: it says what somebody is called. */
  statement: Uint8Array
}

export interface SafeguardingKeysTable {
  key: string
  /** The account whose code it came with. */
  person: number
  role: KeyRole
  asked: number
  /** Its public keys and what it wants to be called: JSON, sealed. */
  said: Uint8Array
}

export interface SafeguardingCodesTable {
  hash: Uint8Array
  person: number
  role: KeyRole
  until: number
}

export interface ConcernsTable {
  id: string
  /** The hour, where the name is hidden and help is not needed today. */
  received: number
  today: number
  /** Who sent it is hidden behind two keys. */
  unnamed: number
  state: ConcernState
  /** The hour in which something last happened to it. */
  changed: number
  /** SHA-256 of the secret that opens state and answers. */
  mailbox: Uint8Array
  /** How often it went on to those who were to read it later; from the first time on they may. */
  reminded: number
  /** Since when something of the pupil's waits to be opened, as finely as its times are kept; null when nothing does. */
  waits: number | null
  /** How often its readers were told again since then. */
  told: number
}

export interface ConcernContentsTable {
  concern: string
  nonce: string
  sealed: string
  /** Who sent it, sealed to pairs of keys: JSON. */
  identity: string | null
}

export interface ConcernWrapsTable {
  concern: string
  key: string
  later: number
  enc: string
  wrapped: string
}

export interface ConcernMessagesTable {
  concern: string
  /** From 1. */
  number: number
  id: string
  sender: 'pupil' | 'staff'
  at: number
  /** Sealed: JSON. */
  content: string
}

export interface ConcernActsTable {
  concern: string
  act: 'opened' | 'closed' | 'asked' | 'handed' | 'identity'
  /** Who. */
  key: string
  /** To whom a half was handed; with whose half who sent it was opened; else empty. */
  other: string
  at: number
  last: number
  upto: number
  /** A half, sealed to `other`: JSON. */
  half: string | null
}

export interface ConcernNotesTable {
  concern: string
  /** From 1. */
  number: number
  id: string
  /** `case`: a record that joins concerns. */
  kind: 'note' | 'case'
  at: number
  /** Sealed: JSON. */
  content: string
}

export interface ConcernHandsTable {
  concern: string
  /** From 1. */
  number: number
  /** Who has it in hand. */
  key: string
  /** By the clock of whoever signed it. */
  at: number
  by: string
  signature: string
  /** When it came here. */
  came: number
}

/** To whom it was handed who has not opened it since. */
export interface ConcernHandedTable {
  concern: string
  key: string
  /** `hand`: they have it in hand. `onward`: they may read it from then on. */
  how: 'hand' | 'onward'
  /** Who handed it. */
  by: string
  /** As finely as its times are kept. */
  since: number
  /** How often somebody was told of it. */
  told: number
}

export interface ConcernExportsTable {
  concern: string
  /** From 1. */
  number: number
  key: string
  at: number
}

export interface MailOutboxTable {
  person: number
  about: About
  hour: number
  /** How often it was asked for: what is asked for while it is being sent is sent again. */
  times: number
}
