/** What mail says, word for word: that something waits, and where. Never what it is, and no link to it. */

export interface Letter {
  readonly subject: string
  readonly text: string
}

export const LETTERS = {
  concern: {
    subject: 'A concern is waiting',
    text: `A concern is waiting in Kerb.

Please open Kerb's safeguarding page in your school browser to read it.
`,
  },
  'concern-handed': {
    subject: 'A concern is waiting for you',
    text: `A concern was handed to you in Kerb, and you have not opened it yet.

Please open Kerb's safeguarding page in your school browser to read it, or to hand it on.
`,
  },
  'handed-unopened': {
    subject: 'What was handed on has not been opened',
    text: `A concern was handed to somebody in Kerb who has not opened it in the time that is set.

Please open Kerb's safeguarding page in your school browser. You may read it too, and can take it in hand.
`,
  },
  'list-held': {
    subject: 'A website list is waiting for you',
    text: `An update of one of your website lists looks wrong, so Kerb has not used it. The last good list stays in force.

Please open Lists in Kerb's console to see why, and to decide.
`,
  },
  'backup-failed': {
    subject: 'Last night’s backup was not made',
    text: `Kerb could not make its backup.

Please open Backups in Kerb's console to see why.
`,
  },
  'backup-ending': {
    subject: 'The last backup is about to be deleted',
    text: `No new backup of Kerb has been made for some time. The last one is deleted in three days at the soonest, because none is kept for longer than is set.

Please open Backups in Kerb's console to make one, and to see why none was made.
`,
  },
  'device-tampered': {
    subject: 'A device needs a look',
    text: `Kerb on one or more devices is not as it was left: tampered with, or broken.

Please open Devices in Kerb's console to see which, and why.
`,
  },
  'many-silent': {
    subject: 'Many devices have gone silent',
    text: `Many devices are online and send Kerb no heartbeat, so what they enforce is not known.

Please open Devices in Kerb's console to see which. A change of the network or of a policy is the usual reason.
`,
  },
  illegal: {
    subject: 'Something is waiting for the safeguarding lead',
    text: `Kerb has stopped a page that is on a list of illegal content.

Please open Illegal pages in Kerb's console. Do not look for the page yourself, and do not ask anybody to show it to you.
`,
  },
  'locked-removal': {
    subject: 'Somebody wants to take out a list of illegal content',
    text: `Somebody who runs your school's Kerb server has asked to take out a list of illegal content. It stays in force for at least three days.

If you do not know why, ask the person who looks after the server before then. They can still keep it.
`,
  },
  alert: {
    subject: 'Something is waiting for the safeguarding lead',
    text: `Something that should not wait has come to Kerb.

Please open Alerts in Kerb's console now.
`,
  },
  alerts: {
    subject: 'Alerts are waiting',
    text: `There are new alerts in Kerb. None of them is of the most pressing kind.

Please open Alerts in Kerb's console today.
`,
  },
  'alert-unopened': {
    subject: 'Nobody has opened what is waiting for the safeguarding team',
    text: `Something that should not wait has come to Kerb, and nobody of the safeguarding team has opened it in the time that is set.

Please see that one of them opens Alerts in Kerb's console now. You cannot open it yourself.
`,
  },
  /** Numbers are put in when it is sent. */
  'alerts-week': {
    subject: 'Alerts of the week, in numbers',
    text: `The numbers of the week are on the page Alerts in Kerb's console.
`,
  },
  keeping: {
    subject: 'Kerb will keep something for a shorter time',
    text: `Somebody has set a shorter time for which Kerb keeps what it records. What is older is deleted for good in the next night.

Please open How long it is kept in Kerb's console to see what that is. Until then you can take it back there, or keep what is needed under Evidence.
`,
  },
  evidence: {
    subject: 'Heads of the record',
    text: `Each line below is a day and the head of what Kerb noted on it. A head says nothing about anybody.

Please keep this mail. If the record is ever doubted, these heads show whether anything in it was changed after the day.
`,
  },
  'self-check-missed': {
    subject: 'A check of the filter could not be made',
    text: `A check of the filter was due by your schedule, and no device could make it in time. Nothing is known to be wrong with the filter.

Please open Self-checks in Kerb's console to see which group it was, and check it by hand.
`,
  },
  'self-check': {
    subject: 'A check of the filter has failed',
    text: `A device has checked what Kerb stops, and something was not stopped as your policy says.

Please open Self-checks in Kerb's console to see what it was.
`,
  },
} as const satisfies Readonly<Record<string, Letter>>

export type About = keyof typeof LETTERS
