/**
 * The keys of managed configuration: the one table that the types, the parser, the browser's schema, the reference
 * and the samples are made from. Every value is text, or a list of text lines; the zod schema of a key reads one
 * such text.
 */
import type { z } from '../zod.ts'
import { AGE_GROUPS, ACTIONS } from './categories.ts'
import { readEntry } from './entries.ts'
import { readDomain } from './hosts.ts'
import { readHours } from './hours.ts'
import { readLifeline } from './lifelines.ts'
import { readCategoryAction, readPeriod } from './periods.ts'
import { bad, good, harmless, item, nearest, oneOf, type Read } from './read.ts'
import { readServerKey } from './server-keys.ts'
import type { Cut, KeyRow } from './managed-row.ts'
import {
  readFilledIn,
  readFingerprint,
  readServerAddress,
  readSwitch,
  readTimeZone,
  readToken,
  readWords,
} from './texts.ts'

const on = '`on` or `off`'

export const MANAGED_KEYS = {
  schoolName: {
    item: item(readWords(120)),
    default: 'Your school',
    required: true,
    protective: true,
    lockable: true,
    purpose: 'The school’s name, as pupils read it.',
    form: 'words, at most 120 characters',
  },
  schoolContact: {
    item: item(readWords(200)),
    default: '',
    lockable: true,
    purpose: 'Whom a pupil may ask.',
    form: 'words, at most 200 characters',
  },
  serverAddress: {
    item: item(readServerAddress),
    required: true,
    protective: true,
    purpose: 'The school server.',
    form: '`https://` and the host; `http://` only for 127.0.0.1 or localhost',
  },
  serverKeys: {
    item: item(readServerKey),
    list: 'words',
    default: [],
    protective: true,
    purpose:
      'The school server’s public keys. Several of each may stand here while one replaces another; without a `sign:` key no policy of the server is believed, without a `seal:` key no row can be sealed.',
    form: '`sign:` or `seal:` and the key, as the server shows it',
  },
  safeguardingKey: {
    item: item(readFingerprint),
    protective: true,
    purpose:
      'The fingerprint of the first safeguarding key, as its recovery sheet shows it. Every later key is vouched for by an earlier one; without this no pupil can report a concern.',
    form: 'the 43 letters of the fingerprint; spaces do not count',
  },
  enrolmentToken: {
    item: item(readToken),
    protective: true,
    secret: true,
    purpose:
      'Lets an installation ask to be enrolled. Anybody at the device can read it, so it opens nothing by itself.',
    form: '8 to 200 characters, no spaces',
  },
  group: {
    item: item(readWords(100)),
    protective: true,
    purpose: 'The group of everybody whom this configuration reaches. Wins over the server’s person rules.',
    form: 'the name of a group in the server’s policy',
  },
  ageGroup: {
    item: item(oneOf(AGE_GROUPS)),
    default: 'primary',
    protective: true,
    lockable: true,
    purpose: 'Whose defaults hold for every category that is not named.',
    form: AGE_GROUPS.map((word) => `\`${word}\``).join(', '),
  },
  categoryActions: {
    item: item(readCategoryAction),
    list: 'lines',
    default: [],
    protective: true,
    lockable: true,
    purpose: 'Changes from the age group’s defaults. The illegal categories cannot be named.',
    form: '`games: block`, `social: warn`, `chat: allow`',
  },
  blockEntries: {
    item: item((text) => readEntry(text, 'block')),
    list: 'lines',
    default: [],
    protective: true,
    lockable: true,
    purpose: 'Sites the school blocks itself.',
    form: '`example.com` (with all under it), `=www.example.com` (that host alone), `example.com/games` (a path); ` # words` adds a note',
  },
  allowEntries: {
    item: item((text) => readEntry(text, 'allow')),
    list: 'lines',
    default: [],
    lockable: true,
    purpose: 'Sites the school opens itself. The most specific entry wins, and on a tie the block.',
    form: 'as for `blockEntries`',
  },
  unknownHosts: {
    item: item(oneOf(ACTIONS)),
    default: 'allow',
    strict: 'block',
    protective: true,
    lockable: true,
    purpose: 'What happens to a site that is in no list.',
    form: ACTIONS.map((word) => `\`${word}\``).join(', '),
  },
  safeSearch: {
    item: item(readSwitch),
    default: 'on',
    protective: true,
    lockable: true,
    purpose: 'Safe search on every engine that has it.',
    form: on,
  },
  youtube: {
    item: item(oneOf(['off', 'moderate', 'strict'])),
    default: 'strict',
    protective: true,
    lockable: true,
    purpose: 'YouTube’s Restricted Mode.',
    form: '`off`, `moderate`, `strict`',
  },
  signInDomains: {
    item: item(readDomain),
    list: 'words',
    default: [],
    strict: ['sign-in.invalid'],
    allowList: true,
    protective: true,
    lockable: true,
    purpose:
      'Google and Microsoft accounts that may sign in on the web. Empty: any. Microsoft heeds this only when the school’s directory (tenant) id is among them; a school without a Microsoft directory adds `00000000-0000-0000-0000-000000000000`.',
    form: '`school.sch.uk`, `456ff232-3512-4123-b3b3-3236a0826f3d`',
  },
  timeZone: {
    item: item(readTimeZone),
    default: 'Europe/London',
    protective: true,
    lockable: true,
    purpose: 'The school’s time zone, for timetable and recording hours.',
    form: 'an IANA name',
  },
  timetable: {
    item: item(readPeriod),
    list: 'lines',
    default: [],
    protective: true,
    lockable: true,
    purpose:
      'Periods with their own actions; a later line wins over an earlier one. Place: `on-site`, `away` or `any`; `unknown=` is for sites in no list.',
    form: '`Mon-Fri 12:00-13:00 on-site lunch: games=allow, social=warn`',
  },
  recordingDetail: {
    item: item(oneOf(['least', 'paths', 'titles'])),
    default: 'least',
    protective: true,
    lockable: true,
    purpose:
      'How much of an ordinary visit is recorded. More than `least` needs `recordingReason`, and pupils are told.',
    form: '`least`, `paths`, `titles`',
  },
  recordingReason: {
    item: item(readWords(300)),
    protective: true,
    lockable: true,
    purpose: 'Why more than the least is recorded.',
    form: 'words, at most 300 characters',
  },
  recordingHours: {
    item: item(readHours),
    list: 'lines',
    default: ['Mon-Fri 08:00-17:00'],
    protective: true,
    lockable: true,
    purpose: 'When ordinary visits are recorded. Outside, only blocked safeguarding themes are.',
    form: '`Mon-Fri 08:00-17:00`',
  },
  searchTerms: {
    item: item(readSwitch),
    default: 'on',
    protective: true,
    lockable: true,
    purpose: 'Whether what is searched for is recorded.',
    form: on,
  },
  lifelines: {
    item: item((text) => readLifeline(text)),
    list: 'words',
    default: [],
    lockable: true,
    purpose: 'The school’s own helplines, beside the built-in ones: exact hosts, at most 20.',
    form: '`www.helpline.example.org`',
  },
  userName: {
    item: item(readFilledIn(320)),
    purpose: 'Who uses the device, from a variable of your management, where the profile is not signed in.',
    form: 'what your management fills in',
  },
  directoryId: {
    item: item(readFilledIn(200)),
    purpose: 'The device’s directory id, from a variable of your management.',
    form: 'what your management fills in',
  },
  assetId: {
    item: item(readFilledIn(200)),
    purpose: 'The device’s asset id, from a variable of your management.',
    form: 'what your management fills in',
  },
  sharedDevices: {
    item: item(readSwitch),
    default: 'off',
    protective: true,
    purpose:
      'Whether the profiles that this configuration reaches are thrown away at sign-out, as on shared Chromebooks: see [shared devices](shared-devices.md). Rows then leave sooner, and the next sign-in on a known device needs nobody’s click.',
    form: on,
  },
  locked: {
    item: item(readLockedKey),
    list: 'words',
    default: [],
    protective: true,
    purpose: 'Keys whose value here wins over the server’s policy too.',
    form: 'names of keys in this table that can be locked',
  },
  keysSet: {
    item: item(readKeyName),
    list: 'words',
    default: [],
    protective: true,
    purpose:
      'The names of all keys you set. The browser drops a value of the wrong type without a word; a key named here that does not arrive is reported and keeps its last good value instead of counting as removed.',
    form: 'names of keys in this table',
  },
} as const satisfies Readonly<Record<string, KeyRow>>

export type ManagedKey = keyof typeof MANAGED_KEYS

const rows: Readonly<Record<string, KeyRow>> = MANAGED_KEYS
const names = Object.keys(rows) as ManagedKey[]

/** The row of a key, with its optional columns. */
export const rowOf = (key: ManagedKey): KeyRow => rows[key] as KeyRow
/** Every key, in the order of the table. */
export const managedKeys = (): readonly ManagedKey[] => names

/** The name of a key, whatever its case. Declared as a function: the table above calls it while being made. */
function readKeyName(text: string): Read<string> {
  const all = Object.keys(rows)
  const key = all.find((name) => name.toLowerCase() === text.toLowerCase())
  if (key !== undefined) return good(key)
  const near = nearest(text, all)
  return bad(
    'is not a key',
    near === undefined ? 'The keys are listed in the reference.' : `Did you mean “${near}”?`,
  )
}

function readLockedKey(text: string): Read<string> {
  const key = readKeyName(text)
  if (!key.ok || rows[key.value]?.lockable === true) return key
  return harmless(
    'cannot be locked',
    'The server’s policy has no such setting, so it always wins: leave it out.',
  )
}

type Item<K extends ManagedKey> = z.output<(typeof MANAGED_KEYS)[K]['item']>
type ListKey = { [K in ManagedKey]: (typeof MANAGED_KEYS)[K] extends { list: Cut } ? K : never }[ManagedKey]
type SetKey = {
  [K in ManagedKey]: (typeof MANAGED_KEYS)[K] extends { default: string } ? K : never
}[ManagedKey]

/** Every value as the rest of Kerb uses it, defaults filled in. */
export type ManagedValues = {
  readonly [K in ListKey]: readonly Item<K>[]
} & { readonly [K in SetKey]: Item<K> } & { readonly [K in Exclude<ManagedKey, ListKey | SetKey>]?: Item<K> }
