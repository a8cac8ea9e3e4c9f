/** What is done with the policy, with unblocks and requests, and with lists. */
import { numbered, plain, rest, type Words } from '../about.ts'

export const POLICY = {
  'policy-edit': { did: 'changed the draft of the policy', about: plain, network: true },
  'policy-edit-drop': {
    did: 'took a change out of the draft of the policy',
    about: numbered('change'),
    network: true,
  },
  'policy-edit-keep': {
    did: 'kept a change over what was published',
    about: numbered('change'),
    network: true,
  },
  'policy-draft-drop': { did: 'dropped the draft of the policy', network: true },
  'policy-preview': { did: 'looked at what the draft would have done', network: true },
  'publish-policy': { did: 'published the policy', about: numbered('version'), network: true },
} as const satisfies Readonly<Record<string, Words>>

export const OPENED = {
  unblock: { did: 'made an unblock', about: numbered('unblock'), network: true },
  'unblock-end': { did: 'ended an unblock', about: numbered('unblock'), network: true },
  suspension: { did: 'paused somebody’s browsing', about: numbered('pause') },
  'suspension-end': { did: 'ended a pause', about: numbered('pause') },
  'page-ask': { did: 'sent a pupil’s request', about: numbered('request') },
  'page-saved': { did: 'told that a file was saved', about: numbered('request') },
  'page-approve': { did: 'granted a request', about: numbered('request'), network: true },
  'page-refuse': { did: 'refused a request', about: numbered('request'), network: true },
  'page-hand-on': { did: 'handed a request on', about: numbered('request'), network: true },
  'page-end': {
    did: 'closed what a request had opened',
    about: (subject) => `approval ${subject.replace('approval:', '')}`,
    network: true,
  },
  'site-ask': { did: 'asked for a site for a class', about: numbered('request'), network: true },
  'site-request-done': { did: 'marked a site as opened', about: numbered('request'), network: true },
  'site-request-declined': { did: 'declined a site', about: numbered('request'), network: true },
} as const satisfies Readonly<Record<string, Words>>

const list = numbered('list')
export const LISTS = {
  'publish-lists': { did: 'published the lists', about: numbered('version'), network: true },
  'list-add': { did: 'added a list', about: list, network: true },
  'list-change': { did: 'changed a list', about: list, network: true },
  'list-remove': { did: 'removed a list', about: list, network: true },
  'list-fetch': { did: 'fetched a list', about: list, network: true },
  'list-upload': { did: 'gave a list as a file', about: list, network: true },
  'list-held': { did: 'held an update of a list back', about: list, network: true },
  'list-taken': { did: 'took an update of a list', about: list, network: true },
  'list-release': { did: 'let a held update through', about: list, network: true },
  'list-roll-back': { did: 'went back to an earlier update of a list', about: list, network: true },
  'list-discard': { did: 'threw a held update away', about: list, network: true },
  'list-pin': { did: 'pinned a list', about: list, network: true },
  'list-unpin': { did: 'let a list go on again', about: list, network: true },
  'list-correct': { did: 'corrected a site of the lists', about: plain, network: true },
  'list-correct-undo': { did: 'took a correction back', about: plain, network: true },
  'list-corrections-export': { did: 'saved the corrections as a file', network: true },
  'list-corrections-import': { did: 'took corrections of another school', network: true },
  'found-share': {
    did: 'closed a site that the guard found, for all',
    about: numbered('site'),
    network: true,
  },
  'found-clear': { did: 'cleared a site that the guard found', about: numbered('site'), network: true },
  'found-undo': { did: 'took a decision on a site back', about: numbered('site'), network: true },
  'load-locked-list': { did: 'loaded a locked list', about: rest, network: true },
  'ask-remove-locked-list': { did: 'asked that a locked list be taken out', network: true },
  'remove-locked-list': { did: 'took a locked list out', network: true },
  'keep-locked-list': { did: 'kept a locked list that was to go', network: true },
} as const satisfies Readonly<Record<string, Words>>
