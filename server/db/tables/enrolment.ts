/** Installations, whom they stand for, and how they are let in. */
import type { Generated } from 'kysely'
import type { Ending } from '../../../lib/protocol/staff.ts'
import type { EnrolmentState } from '../../../lib/protocol/wire.ts'

export interface InstallationsTable {
  /** Small number for the rows table; never leaves the server. */
  id: Generated<number>
  /** base64url SHA-256 of the public key: the name it has everywhere else. */
  installation: string
  /** P-256, SPKI. */
  public_key: Uint8Array
  state: EnrolmentState
  /** Why it is in this state, in a code: expected, window, click, contested, refused… */
  state_reason: string
  state_since: number
  token: number | null
  /** The window that confirmed it, when one did. */
  enrolment_window: number | null
  directory_id: string | null
  asset_id: string | null
  /** The person it says is using it: a random number of `people`. */
  person: number | null
  person_from: string | null
  /** Whom it stands for: who it said when it was confirmed, or the first it named since. Only they are answered. */
  settled_person: Generated<number | null>
  claimed_group: string | null
  platform: string
  browser: string
  extension: string
  ephemeral: number
  /** The other installation of the same device that was active when this one asked. */
  contested_with: string | null
  first_seen: number
  last_seen: number
  /** How often it came back: strangers who never do are the first to be folded away. */
  times_seen: number
  /** Hash of the network it asked from, keyed afresh at every start; only to share out the waiting list. */
  asked_from: string
  place: string
  /** The highest number it says it has written. */
  written: number
  /** The highest number stored here. */
  stored: number
  /** Everything up to here is stored or known to be lost. */
  acknowledged: number
  /** Since when `written` has been ahead of `acknowledged`; null when nothing is outstanding. */
  behind_since: number | null
  /** Rows that came under a number which holds another row: a copied profile writes them. */
  forks: Generated<number>
  policy_epoch: number | null
  policy_number: number | null
  lists_epoch: number | null
  lists_number: number | null
  enforcing: string | null
  /** JSON of [{code}], without words; the words are sealed in `problem_words`. */
  problems: string
  problem_words: Uint8Array | null
  /** When it last sent a heartbeat; 0 for one from before that was kept. */
  last_beat: Generated<number>
  /** What that heartbeat said it had written. */
  beat_written: Generated<number>
  /** When a heartbeat last said less than the one before: its storage was wiped, or put back to an earlier day. */
  went_back: Generated<number | null>
  /** The installation that came after it on the same shared device; null while it is the device's last. */
  follower: Generated<number | null>
  /** How a followed one ended (endings.ts). */
  ending: Generated<Ending | null>
}

export interface PeopleTable {
  /** Random. */
  person: number
  /** Keyed HMAC of the lower-case name: finds a person without opening anybody else. */
  lookup: Uint8Array
  /** The name, sealed. */
  identity: Uint8Array
}

export interface TokensTable {
  id: Generated<number>
  /** SHA-256 of the token. */
  hash: Uint8Array
  label: string
  /** Its first characters, so that it can be told apart in a list. */
  hint: string
  created: number
  expires: number | null
  revoked: number | null
  uses: number
  last_used: number | null
}

export interface WindowsTable {
  id: Generated<number>
  opened: number
  until: number
  closed: number | null
  closed_reason: string | null
  most: number
  used: number
}

export interface ExpectedTable {
  kind: 'directory' | 'asset'
  value: string
  added: number
  /** `list`: the school's own. `hand`, `window:<id>`: a shared device that was let in this way. */
  source: Generated<string>
}

/** Asks that were not kept one by one, so that a flood is a number and not a list. */
export interface FoldedTable {
  token: number
  /** Start of the hour. */
  hour: number
  asks: number
}
