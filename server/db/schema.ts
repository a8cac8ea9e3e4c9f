/**
 * The database as Kysely sees it. Times are epoch milliseconds, yes and no are 1 and 0. Whatever says who somebody
 * is, and search terms, titles, paths and free words, is sealed with a key that is not in this file (see seal.ts).
 */
import type { Generated } from 'kysely'
import type { Ending } from '../../lib/protocol/staff.ts'
import type { EnrolmentState } from '../../lib/protocol/wire.ts'

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

export interface RowsTable {
  installation: number
  seq: number
  at: number
  received: number
  /** As in lib/protocol/rows.ts, or `unreadable`, or `expired`: a bare number whose row was kept long enough. */
  kind: string
  person: number | null
  person_from: string | null
  host: string | null
  /** Category ids, separated by spaces. */
  categories: string | null
  action: string | null
  reason: string | null
  target: string | null
  /** For `stay`: the visit's number and its seconds. For `title`: the visit's number. For `lost`: from and to. */
  first: number | null
  second: number | null
  /** Path, title, search terms and words, sealed. */
  secret: Uint8Array | null
  /** Tells a row that is sent again from another one under its number (decode.ts); null in rows from before it was kept. */
  mark: number | null
}

/** Rows under numbers that hold another row; as in `rows`. */
export interface ForksTable extends RowsTable {
  mark: number
}

export interface UnreadableTable {
  installation: number
  seq: number
  /** Why: no-key, not-opened, not-json, not-a-row, wrong-number. */
  problem: string
  /** The row as it came, so that a key that is found again can still open it. */
  session_key: string
  wrapped: string | null
  enc: string | null
  nonce: string
  sealed: Uint8Array
}

export interface LostTable {
  installation: number
  from_seq: number
  to_seq: number
  /** The row that says so. */
  said_by: number
  reason: string
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

export interface DocumentsTable {
  kind: 'policy' | 'lists'
  epoch: number
  number: number
  published: number
  /** What published it: a command or the console. */
  published_by: string
  /** Why, in the words of whoever published it; sealed, because it may name somebody. */
  note: Uint8Array | null
  /** The document as JSON, sealed: a policy says who is in which group. */
  payload: Uint8Array
}

export interface AuditTable {
  id: Generated<number>
  at: number
  /** Who: `administrator:<session>`, `staff:<person>`, `server` or `command`. */
  actor: string
  action: string
  subject: string
}

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

/** Times in epoch milliseconds; one that ran its time keeps `ended` null. */
export interface LessonsTable {
  id: string
  class: number
  /** A number of `people`. */
  teacher: number
  started: number
  until: number
  ended: number | null
  /** Sites and words, sealed. */
  content: Uint8Array
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

export interface MetaTable {
  key: string
  value: string
}

export interface Schema {
  installations: InstallationsTable
  people: PeopleTable
  rows: RowsTable
  /** Rows of confirmed installations only: what a timeline or a count may read. */
  counted_rows: RowsTable
  unreadable: UnreadableTable
  forks: ForksTable
  lost: LostTable
  tokens: TokensTable
  windows: WindowsTable
  expected: ExpectedTable
  folded: FoldedTable
  documents: DocumentsTable
  audit: AuditTable
  admin_links: AdminLinksTable
  staff: StaffTable
  staff_accounts: StaffAccountsTable
  staff_passkeys: StaffPasskeysTable
  staff_invitations: StaffInvitationsTable
  staff_sessions: StaffSessionsTable
  finished_sign_ins: FinishedSignInsTable
  classes: ClassesTable
  class_pupils: ClassMembersTable
  class_teachers: ClassMembersTable
  lessons: LessonsTable
  roster_plans: RosterPlansTable
  roster_imports: RosterImportsTable
  roster_changes: RosterChangesTable
  meta: MetaTable
}
