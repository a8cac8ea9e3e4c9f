/** What is done with pupils' records, evidence and alerts. A network manager reads none of it. */
import {
  type About,
  count,
  joined,
  numbered,
  numberedOf,
  ofLook,
  ofStaff,
  plain,
  pupil,
  type Words,
} from '../about.ts'

export const RECORDS = {
  'record-search': { did: 'searched for pupils by name', about: count('pupil found', 'pupils found') },
  'record-look': { did: 'began a look at a pupil’s record', about: pupil },
  'record-log': { did: 'read the viewing log' },
  'record-link': { did: 'made a link to an entry of a pupil’s record', about: ofLook },
  'record-link-followed': { did: 'followed a link to an entry of a pupil’s record', about: pupil },
  'record-second-asked': { did: 'needed a second person’s yes to a look', about: ofLook },
  'record-second-yes': { did: 'said yes to another’s look', about: ofLook },
  'record-second-no': { did: 'said no to another’s look', about: ofLook },
  'record-enquiry': { did: 'made a look part of an enquiry', about: ofLook },
  'record-enquiry-ended': { did: 'ended the enquiry of a look', about: ofLook },
} as const satisfies Readonly<Record<string, Words>>

export const EVIDENCE = {
  'evidence-pack': { did: 'took an evidence pack', about: ofLook },
  'evidence-copy': { did: 'took a copy for whoever asked what is kept', about: ofLook },
  'evidence-pack-cancelled': { did: 'cancelled an evidence pack', about: ofLook },
  'evidence-copy-cancelled': { did: 'cancelled a copy for whoever asked what is kept', about: ofLook },
  'evidence-day': { did: 'closed a day of the record', about: (subject) => subject.slice(0, 10) },
  hold: { did: 'kept entries from deletion', about: (subject, tell) => whoseHold(subject, tell) },
  'hold-lifted': { did: 'lifted a hold', about: numbered('hold') },
  'erasure-asked': {
    did: 'counted what an erasure would delete',
    about: async (subject, tell) =>
      [await pupil(subject, tell), /\d+ rows/.exec(subject)?.[0] ?? ''].filter(Boolean).join(', '),
  },
  'erasure-confirmed': { did: 'confirmed an erasure' },
  'erasure-stopped': { did: 'stopped an erasure that was under way' },
  erased: { did: 'erased what was confirmed', about: (subject) => /\d+ rows/.exec(subject)?.[0] ?? '' },
} as const satisfies Readonly<Record<string, Words>>

const whoseHold: NonNullable<Words['about']> = async (subject, tell) => {
  const [number = ''] = subject.split(' ')
  const whose = subject.includes('everybody') ? 'everybody' : await pupil(subject, tell)
  return [`hold ${number}`, whose].filter(Boolean).join(', ')
}

const ofAlerts =
  (about: About): About =>
  async (subject, tell) =>
    tell.ofAlerts(await about(subject, tell))

const alert = ofAlerts(numberedOf('alert'))

export const ALERTS = {
  alerts: { did: 'read the list of alerts' },
  'alerts-export': { did: 'saved alerts as a file', about: ofAlerts(plain) },
  'alerts-order': {
    did: 'set who is told of alerts first',
    about: async (subject, tell) => {
      const people = [...subject.matchAll(/person:(\d+)/g)].map(([, person]) => tell.staff(Number(person)))
      return (await Promise.all(people)).join(', ')
    },
  },
  'alert-open': { did: 'opened an alert', about: alert },
  'alert-opened': { did: 'opened an alert', about: alert },
  'alert-assigned': {
    did: 'gave an alert to somebody',
    about: async (subject, tell) => {
      const [, to] = /to person:(\d+)$/.exec(subject) ?? []
      const whom = to === undefined ? 'to nobody' : `to ${await tell.staff(Number(to))}`
      return joined(await alert(subject, tell), whom)
    },
  },
  'alert-dismissed': { did: 'dismissed an alert', about: alert },
  'alert-closed': { did: 'closed an alert', about: alert },
  'alert-reopened': { did: 'opened an alert again that was done', about: alert },
  'alert-learned': { did: 'read what alerts have learned' },
  'alert-learned-back': {
    did: 'took back something that alerts have learned',
    about: ofAlerts(numbered('number')),
  },
  'alert-learned-again': { did: 'let something learned count again', about: ofAlerts(numbered('number')) },
  'read-illegal': {
    did: 'read which illegal pages were stopped',
    about: ofAlerts(count('entry', 'entries')),
  },
} as const satisfies Readonly<Record<string, Words>>

export const KEYS = {
  'safeguarding-looked': { did: 'looked at the safeguarding keys', network: true },
  'safeguarding-code': { did: 'made a code for a safeguarding key', about: ofStaff, network: true },
  'safeguarding-join': { did: 'let a safeguarding key join', network: true },
  'safeguarding-end': { did: 'ended a safeguarding key', network: true },
} as const satisfies Readonly<Record<string, Words>>
