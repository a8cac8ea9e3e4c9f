/** What is done with devices, staff, classes, lessons, the agreement, what is shown to others, and the server. */
import { classNumber, count, device, numbered, ofClass, ofStaff, plain, pupil, type Words } from '../about.ts'

/** `visits 365 to 90 days, 20 rows`; rows are told in fives, and not at all under five. */
const keepingWords: NonNullable<Words['about']> = (subject) => {
  const [, kind = '', before = '', days = ''] = /^([\w-]+) (\d+) to (\d+) days/.exec(subject) ?? []
  return kind === '' ? '' : `${kind}: ${days} days instead of ${before}`
}

export const DEVICES = {
  'enrolment-confirmed': { did: 'confirmed a device', about: device, network: true },
  'enrolment-refused': { did: 'refused a device', about: device, network: true },
  'enrolment-waiting': { did: 'sent a device back to wait', about: device, network: true },
  'token-create': { did: 'made an enrolment token', about: numbered('token'), network: true },
  'token-register': { did: 'registered an enrolment token', about: numbered('token'), network: true },
  'token-revoke': { did: 'revoked an enrolment token', about: numbered('token'), network: true },
  'expected-add': { did: 'added expected devices', about: count('device'), network: true },
  'expected-import': { did: 'took a list of expected devices', about: plain, network: true },
  'expected-remove': { did: 'took a device off the expected ones', about: plain, network: true },
  'window-open': { did: 'opened an enrolment window', about: numbered('window'), network: true },
  'window-close': { did: 'closed the enrolment window', network: true },
  'fleet-export': { did: 'saved devices as a file', about: plain, network: true },
} as const satisfies Readonly<Record<string, Words>>

export const STAFF = {
  'sign-in': { did: 'signed in', about: (subject) => `by ${subject}`, network: true },
  'sign-out-everywhere': { did: 'signed out everywhere', network: true },
  'account-bound': { did: 'signed in through the school for the first time', network: true },
  'passkey-add': { did: 'made a passkey', network: true },
  'passkey-remove': { did: 'removed a passkey', network: true },
  'staff-add': { did: 'added a member of staff', about: ofStaff, network: true },
  'staff-roles': { did: 'set the roles of a member of staff', about: ofStaff, network: true },
  'staff-disable': { did: 'switched an account off', about: ofStaff, network: true },
  'staff-enable': { did: 'switched an account on', about: ofStaff, network: true },
  'staff-sign-out': { did: 'signed a member of staff out', about: ofStaff, network: true },
  'staff-reset': { did: 'reset how somebody signs in', about: ofStaff, network: true },
  'staff-invite': { did: 'invited a member of staff', about: ofStaff, network: true },
  'admin-link': { did: 'made a one-time link', network: true },
} as const satisfies Readonly<Record<string, Words>>

export const CLASSES = {
  'class-make': { did: 'made a class', about: classNumber, network: true },
  'class-rename': { did: 'renamed a class', about: classNumber, network: true },
  'class-end': { did: 'ended a class', about: classNumber, network: true },
  'class-begin': { did: 'let a class go on', about: classNumber, network: true },
  'class-pupils-add': { did: 'put pupils into a class', about: classNumber, network: true },
  'class-pupils-remove': { did: 'took pupils out of a class', about: classNumber, network: true },
  'class-teachers-add': { did: 'gave a class teachers', about: classNumber, network: true },
  'class-teachers-remove': { did: 'took teachers from a class', about: classNumber, network: true },
  'roster-preview': { did: 'looked at a roster', about: count('class', 'classes'), network: true },
  'roster-apply': { did: 'applied a roster', network: true },
  'roster-undo': { did: 'took a roster back', network: true },
} as const satisfies Readonly<Record<string, Words>>

export const LESSONS = {
  'lesson-start': { did: 'started a lesson', about: ofClass },
  'lesson-until': { did: 'made a lesson longer or shorter' },
  'lesson-end': { did: 'ended a lesson' },
  'lesson-sites': { did: 'changed the sites of a lesson' },
  'lesson-exempt': { did: 'let a pupil out of a lesson’s sites' },
  'lesson-back': { did: 'took a pupil back into a lesson’s sites' },
  'lesson-claim': { did: 'took pupils into their own lesson' },
  'lesson-open': {
    did: 'opened a page on pupils’ devices',
    about: (subject) => `${/devices:(\d+)/.exec(subject)?.[1] ?? 'no'} of them`,
  },
  'lesson-close': { did: 'closed a pupil’s tab' },
  'lesson-look': { did: 'watched a lesson', about: ofClass },
  'lesson-code': { did: 'made a code to hand a lesson over' },
  'lesson-cover': { did: 'took a lesson over' },
  'lesson-set-save': { did: 'kept a set of sites', about: numbered('set') },
  'lesson-set-delete': { did: 'deleted a set of sites', about: numbered('set') },
} as const satisfies Readonly<Record<string, Words>>

export const AGREEMENT = {
  'agreement-publish': { did: 'published a text of the agreement', network: true },
  'agreement-withdraw': { did: 'withdrew a text of the agreement', network: true },
  'agreement-given': { did: 'sent that somebody agreed', about: count('answer') },
  'agreement-look': { did: 'read who has agreed', about: count('person', 'people') },
  'agreement-export': { did: 'saved agreements or permissions as a file', about: plain },
  'agreement-permit': { did: 'recorded a parent’s permission', about: pupil },
  'agreement-permit-end': { did: 'took a parent’s permission back', about: pupil },
  'agreement-permissions-preview': { did: 'looked at a file of permissions', about: plain },
  'agreement-permissions-import': { did: 'took a file of permissions', about: plain },
} as const satisfies Readonly<Record<string, Words>>

export const PROOF = {
  'self-check-add': { did: 'added an address to self-checks', network: true },
  'self-check-remove': { did: 'took an address out of self-checks', network: true },
  'self-check-plan': { did: 'set when a group is checked', about: plain, network: true },
  'self-check-count': { did: 'counted a self-check', about: numbered('check'), network: true },
  'review-people': { did: 'set who answers for the filter', about: plain, network: true },
  'review-add': { did: 'recorded a review', about: numbered('review'), network: true },
  'review-action': { did: 'noted what a review asks for', about: numbered('action'), network: true },
  'review-action-done': {
    did: 'marked what a review asked for as done',
    about: numbered('action'),
    network: true,
  },
  'review-answer': { did: 'wrote in the yearly review', about: (subject) => `row ${subject}`, network: true },
  'review-pack': { did: 'opened the review pack', network: true },
  'public-page': { did: 'set the page for parents', about: (subject) => `it is ${subject}`, network: true },
} as const satisfies Readonly<Record<string, Words>>

export const SERVER = {
  audit: { did: 'read the audit', about: plain },
  'audit-export': { did: 'saved the audit as a file', about: plain },
  keeping: { did: 'planned to keep something for another time', about: keepingWords, network: true },
  'keeping-back': {
    did: 'took back how long something will be kept',
    about: numbered('change'),
    network: true,
  },
  retention: { did: 'deleted what was old enough', about: plain },
  backup: { did: 'made a backup', network: true },
  'backup-cancel': { did: 'called a backup off', network: true },
  'keys-kept': { did: 'said that the keys are kept apart', network: true },
  restore: { did: 'put a backup in place', about: (subject) => `made ${subject}`, network: true },
  'new-epoch': { did: 'began a new epoch of policy and lists', about: numbered('epoch'), network: true },
  'rotate-signing-key': { did: 'made a new signing key', network: true },
  'rotate-seal-key': { did: 'made a new key for sealing', network: true },
} as const satisfies Readonly<Record<string, Words>>
