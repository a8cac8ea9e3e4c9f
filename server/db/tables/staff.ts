/** Members of staff, how they sign in, and when they did. */
import type { Generated } from 'kysely'

export interface AdminLinksTable {
  hash: Uint8Array
  created: number
  expires: number
  used: number | null
}

export interface StaffTable {
  person: number
  /** JSON list: what they may do. Written by staff/roles.ts only, from `given`. */
  roles: string
  /** JSON of lists by source: `administrator`, `groups`, `roster`. */
  given: string
  /** What they are called, sealed. */
  name: Uint8Array | null
  created: number
  /** Since when they may not sign in. */
  disabled: number | null
}

export interface StaffAccountsTable {
  /** Keyed hash of issuer and subject. */
  account: Uint8Array
  /** Keyed hash of the issuer. */
  issuer: Uint8Array
  person: number
  created: number
}

export interface StaffPasskeysTable {
  id: Generated<number>
  /** The credential's own id, base64url. */
  credential: string
  person: number
  /** COSE. */
  public_key: Uint8Array
  counter: number
  /** JSON list. */
  transports: string
  /** What its owner calls it, sealed. */
  label: Uint8Array
  created: number
  last_used: number | null
}

export interface StaffInvitationsTable {
  hash: Uint8Array
  person: number
  created: number
  expires: number
  used: number | null
}

export interface FinishedSignInsTable {
  hash: Uint8Array
  until: number
}

export interface StaffSessionsTable {
  id: Generated<number>
  hash: Uint8Array
  created: number
  last_used: number
  ended: number | null
  /** Whose it is; null for the administrator's one-time link. */
  person: number | null
  how: 'link' | 'provider' | 'passkey'
}
