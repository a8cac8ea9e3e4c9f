/** Answers of the worker for every state a page can be in. School's words are marked «so»: they are data, not ours. */
import type { ManagedKey, Settings, Status } from '../../../lib/messages/device.ts'
import { lifelines, paused } from './explanation-samples.ts'
import { allBut, eyesUp, longest, maths } from './lesson-samples.ts'
import { MINUTE, NOW, school } from './school.ts'

/** As many as the popup has: the first in sight, the others behind one press. */
const manyLifelines = Array.from({ length: 3 }, (_, turn) =>
  lifelines.map((line) => ({ ...line, name: `${line.name}${' «again»'.repeat(turn)}` })),
).flat()

const status: Status = {
  state: 'protected',
  lessons: [],
  school,
  group: '«Year 5»',
  since: NOW - 95 * MINUTE,
  policy: { source: 'server', version: '1.42' },
  person: { name: '«sam@hill.test»', from: 'profile' },
  recording: true,
  times: { since: NOW - 120 * MINUTE, changes: NOW + 360 * MINUTE },
  kept: { detail: 'least', searches: true },
  timeZone: 'Europe/London',
  now: NOW,
  problems: [],
  lifelines: manyLifelines,
}

export const STATUSES = {
  protected: status,
  'not-recording': {
    ...status,
    person: undefined,
    recording: false,
    times: { changes: NOW + 16 * 60 * MINUTE },
  } as unknown as Status,
  paused: { ...status, suspension: paused },
  unread: { ...status, unread: true },
  'agreement-to-read': { ...status, agreement: 'reading' },
  'agreement-parent': { ...status, agreement: 'parent' },
  'agreement-device': { ...status, agreement: 'device' },
  'agreement-agreed': { ...status, agreement: 'nothing' },
  'more-kept': {
    ...status,
    kept: { detail: 'titles', searches: false, reason: '«Asked for by the governors in May, until July.»' },
  },
  'in-a-lesson': {
    ...status,
    lessons: [maths],
    watching: [{ who: '«Ms Khan»', since: NOW - 20 * MINUTE, until: maths.until }],
  },
  'eyes-up': { ...status, lessons: [eyesUp] },
  'all-but-these': { ...status, lessons: [allBut] },
  'two-lessons': { ...status, lessons: [longest, allBut] },
  'setting-up': {
    ...status,
    state: 'setting-up',
    school: { name: '', contact: '' },
    group: '',
    policy: { source: 'baseline', version: 'baseline' },
  },
  problem: {
    ...status,
    state: 'problem',
    problems: [
      { code: 'managed-values', detail: '«block, line 3: “games test” is not a host.»' },
      { code: 'clock', detail: '«The clock of this device jumped by 3 hours.»' },
    ],
  },
} satisfies Record<string, Status>

const managed: ManagedKey[] = [
  { key: 'schoolName', state: 'set', shown: '«Hill School»', problems: [] },
  { key: 'enrolmentToken', state: 'set', shown: '••••••••3f2a', problems: [] },
  {
    key: 'block',
    state: 'kept',
    shown: '«games.test»\n«chat.test»',
    problems: [
      {
        item: '«games test»',
        wrong: '«A host holds no space.»',
        fix: '«Write the host alone, for example games.test.»',
      },
    ],
  },
  {
    key: 'unknownHosts',
    state: 'problem',
    shown: '«block»',
    problems: [{ wrong: '«“ask” is not an action.»', fix: '«Write allow, warn or block.»' }],
  },
  { key: 'timetable', state: 'default', problems: [] },
]

const settings: Settings = {
  managed,
  school,
  group: '«Year 5»',
  installation: 'q7Zt0m3yqN1v8bqkLr5Jp2w4xYc6dEfGhIjKlMnOpQs',
  enrolment: 'confirmed',
  versions: { extension: '0.2.0', policy: '1.42', rules: '3f2a9c', lists: '1.7', browser: 'Chromium 156' },
  source: 'server',
  queue: { written: 12_345, acknowledged: 12_311 },
  problems: [{ code: 'clock', detail: '«The clock of this device jumped by 3 hours.»' }],
  locking: { coverAfter: 120, autoLock: 600 },
  timeZone: 'Europe/London',
  now: NOW,
}

/** What the settings page finds of the browser: something open, something in order, much that nobody can see. */
const found = (name: string, state: string, seen: readonly string[] = []) => ({
  name: `«${name}»`,
  state,
  why: '«What is open without it, and what this setting of the browser does.»',
  fix: '«1»',
  seen: seen.map((text) => `«${text}»`),
})
export const DOCTOR = {
  checks: [
    found('URLBlocklist', 'open', ['chrome://flags/']),
    found('ExtensionInstallBlocklist', 'open', ['Fast tunnel: proxy']),
    found('IncognitoModeAvailability', 'untried'),
    found('ExtensionSettings', 'holds'),
    found('BrowserGuestModeEnabled', 'unseen'),
  ],
}

export const SETTINGS = {
  problems: settings,
  well: {
    ...settings,
    managed: managed.filter((key) => key.problems.length === 0),
    queue: { written: 12_311, acknowledged: 12_311 },
    problems: [],
    locking: { coverAfter: 900 },
  },
  fresh: {
    ...settings,
    managed: [],
    school: { name: '', contact: '' },
    group: '',
    installation: undefined,
    enrolment: 'none',
    versions: { extension: '0.2.0', policy: 'baseline', browser: 'Chromium 156' },
    source: 'baseline',
    queue: { written: 0, acknowledged: 0 },
    problems: [],
  } as unknown as Settings,
} satisfies Record<string, Settings>
