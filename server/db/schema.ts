/**
 * The database as Kysely sees it. Times are epoch milliseconds, yes and no are 1 and 0. Whatever says who somebody
 * is, and search terms, titles, paths and free words, is sealed with a key that is not in this file (see seal.ts).
 */
import type { Generated } from 'kysely'
import type {
  AgreementGivenTable,
  AgreementPermissionsTable,
  AgreementPlansTable,
  AgreementPublicationsTable,
  AgreementTextsTable,
} from './tables/agreement.ts'
import type { AlertActsTable, AlertLearnedTable, AlertSignalsTable, AlertsTable } from './tables/alerts.ts'
import type { PageApprovalsTable, PageAsksTable, PageRequestsTable } from './tables/asking.ts'
import type { DayCountsTable, ForksTable, LostTable, RowsTable, UnreadableTable } from './tables/activity.ts'
import type { BackupsTable } from './tables/backup.ts'
import type {
  ClassMembersTable,
  ClassesTable,
  RosterChangesTable,
  RosterImportsTable,
  RosterPlansTable,
} from './tables/classes.ts'
import type {
  ExpectedTable,
  FoldedTable,
  InstallationsTable,
  PeopleTable,
  TokensTable,
  WindowsTable,
} from './tables/enrolment.ts'
import type { ErasuresTable, EvidenceDaysTable, EvidenceEntriesTable, HoldsTable } from './tables/evidence.ts'
import type { FindingsTable, FoundDecisionsTable, FoundPlacesTable } from './tables/found.ts'
import type { KeepingChangesTable } from './tables/keeping.ts'
import type {
  LessonCodesTable,
  LessonExemptTable,
  LessonLooksTable,
  LessonPersonAtTable,
  LessonsTable,
  SiteRequestsTable,
  SiteSetsTable,
} from './tables/lessons.ts'
import type { ListCorrectionsTable, ListSourcesTable, ListUpdatesTable } from './tables/lists.ts'
import type { LockedDocumentsTable, LockedHitsTable } from './tables/locked.ts'
import type {
  FleetDaysTable,
  AccountableTable,
  PublicPageTable,
  ReviewActionsTable,
  ReviewAnswersTable,
  ReviewsTable,
  SelfCheckAddressesTable,
  SelfCheckAsksTable,
  SelfCheckPlansTable,
  SelfCheckRoundsTable,
  SelfChecksTable,
} from './tables/proof.ts'
import type { PolicyEditsTable, PolicyExceptionsTable } from './tables/policy-editor.ts'
import type { RecordLookSecondsTable, RecordLooksTable } from './tables/record-looks.ts'
import type {
  ConcernActsTable,
  ConcernContentsTable,
  ConcernExportsTable,
  ConcernHandedTable,
  ConcernHandsTable,
  ConcernMessagesTable,
  ConcernNotesTable,
  ConcernsTable,
  ConcernWrapsTable,
  MailOutboxTable,
  SafeguardingCodesTable,
  SafeguardingKeysTable,
  SafeguardingStatementsTable,
} from './tables/safeguarding.ts'
import type {
  AdminLinksTable,
  FinishedSignInsTable,
  StaffAccountsTable,
  StaffInvitationsTable,
  StaffPasskeysTable,
  StaffSessionsTable,
  StaffTable,
} from './tables/staff.ts'

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

export interface MetaTable {
  key: string
  value: string
}

export interface Schema {
  installations: InstallationsTable
  fleet_days: FleetDaysTable
  people: PeopleTable
  rows: RowsTable
  /** Rows of confirmed installations only: what a timeline or a count may read. */
  counted_rows: RowsTable
  /** How many of them there are, by day; kept by the database itself. */
  day_counts: DayCountsTable
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
  lesson_exempt: LessonExemptTable
  lesson_claims: LessonPersonAtTable
  lesson_covers: LessonPersonAtTable
  lesson_codes: LessonCodesTable
  lesson_looks: LessonLooksTable
  site_sets: SiteSetsTable
  site_requests: SiteRequestsTable
  page_requests: PageRequestsTable
  page_asks: PageAsksTable
  page_approvals: PageApprovalsTable
  agreement_texts: AgreementTextsTable
  agreement_publications: AgreementPublicationsTable
  agreement_given: AgreementGivenTable
  /** What people agreed to on installations that stood for them: what a list or a policy may read. */
  counted_agreements: AgreementGivenTable
  agreement_permissions: AgreementPermissionsTable
  agreement_plans: AgreementPlansTable
  found_places: FoundPlacesTable
  findings: FindingsTable
  found_decisions: FoundDecisionsTable
  safeguarding_statements: SafeguardingStatementsTable
  safeguarding_keys: SafeguardingKeysTable
  safeguarding_codes: SafeguardingCodesTable
  concerns: ConcernsTable
  concern_contents: ConcernContentsTable
  concern_wraps: ConcernWrapsTable
  concern_messages: ConcernMessagesTable
  concern_acts: ConcernActsTable
  concern_notes: ConcernNotesTable
  concern_hands: ConcernHandsTable
  concern_handed: ConcernHandedTable
  concern_exports: ConcernExportsTable
  mail_outbox: MailOutboxTable
  roster_plans: RosterPlansTable
  roster_imports: RosterImportsTable
  roster_changes: RosterChangesTable
  record_looks: RecordLooksTable
  record_look_seconds: RecordLookSecondsTable
  evidence_entries: EvidenceEntriesTable
  evidence_days: EvidenceDaysTable
  holds: HoldsTable
  erasures: ErasuresTable
  keeping_changes: KeepingChangesTable
  list_sources: ListSourcesTable
  list_updates: ListUpdatesTable
  list_corrections: ListCorrectionsTable
  locked_documents: LockedDocumentsTable
  locked_hits: LockedHitsTable
  alerts: AlertsTable
  alert_signals: AlertSignalsTable
  alert_acts: AlertActsTable
  alert_learned: AlertLearnedTable
  policy_edits: PolicyEditsTable
  policy_exceptions: PolicyExceptionsTable
  backups: BackupsTable
  public_page: PublicPageTable
  self_checks: SelfChecksTable
  self_check_addresses: SelfCheckAddressesTable
  self_check_plans: SelfCheckPlansTable
  self_check_rounds: SelfCheckRoundsTable
  self_check_asks: SelfCheckAsksTable
  accountable: AccountableTable
  reviews: ReviewsTable
  review_actions: ReviewActionsTable
  review_answers: ReviewAnswersTable
  meta: MetaTable
}
