/** Answers of the worker for every state a page can be in. School's words are marked «so»: they are data, not ours. */
import type { ManagedKey, Settings, Status } from '../../../lib/messages/device.ts'
import type { SuspensionCard } from '../../../lib/messages/knowing.ts'
import type { Explanation } from '../../../lib/messages/protocol.ts'
import { allBut, eyesUp, longest, maths } from './lesson-samples.ts'
import { MINUTE, NOW, school } from './school.ts'

const lifelines = [
  {
    name: '«Childline»',
    url: 'https://www.childline.org.uk/',
    numbers: ['0800 1111'],
    hours: '«Any time, day or night»',
    forWhom: '«Anyone under 19, about anything»',
  },
  {
    name: '«Shout»',
    url: 'https://giveusashout.org/',
    numbers: [],
    text: { word: 'SHOUT', to: '85258' },
    hours: '«Any time, day or night»',
    forWhom: '«Anyone who feels low or can not cope»',
  },
  {
    name: '«CEOP»',
    url: 'https://www.ceop.police.uk/',
    numbers: [],
    forWhom: '«If someone online makes you feel unsafe»',
  },
]

/** As many as the popup has: the first in sight, the others behind one press. */
const manyLifelines = Array.from({ length: 3 }, (_, turn) =>
  lifelines.map((line) => ({ ...line, name: `${line.name}${' «again»'.repeat(turn)}` })),
).flat()

const games: Explanation = {
  action: 'block',
  reasonKind: 'category',
  categoryId: 'games',
  clause: '«We play games only at break and at lunch.»',
  periodName: '«Lesson time»',
  until: NOW + 135 * MINUTE,
  remedy: 'wait',
  host: 'games.example.test',
  school,
  group: '«Year 5»',
  ageGroup: 'primary',
  source: 'server',
  timeZone: 'Europe/London',
  now: NOW,
  lifelines,
  stillBlocked: true,
}

const { until: _until, periodName: _period, clause: _clause, categoryId: _category, ...bare } = games

const paused: SuspensionCard = {
  reason: '«You used a class-mate’s password. We would like to talk about it with you.»',
  from: NOW - 60 * MINUTE,
  until: NOW + 3 * 24 * 60 * MINUTE,
  open: ['maths.example.test', 'classroom.google.com'],
}

const unagreed: Explanation = { ...bare, reasonKind: 'agreement', remedy: 'none', host: 'news.test' }

export const EXPLANATIONS = {
  games,
  'self-harm': { ...bare, categoryId: 'self-harm', remedy: 'ask', host: 'sad.example.test' },
  warned: { ...bare, action: 'warn', categoryId: 'url-shortener', remedy: 'continue', host: 'short.test' },
  illegal: { ...bare, reasonKind: 'illegal', remedy: 'none', host: 'bad.test' },
  suspension: {
    ...bare,
    reasonKind: 'suspension',
    entryNote: '«You used a class-mate’s password.»',
    until: NOW + 3 * 24 * 60 * MINUTE,
    remedy: 'wait',
    host: 'news.test',
    suspension: paused,
  },
  'suspension-today': {
    ...bare,
    reasonKind: 'suspension',
    until: NOW + 45 * MINUTE,
    remedy: 'wait',
    host: 'news.test',
    school: { ...school, contact: '' },
    suspension: { ...paused, until: NOW + 45 * MINUTE, open: [] },
  },
  agreement: { ...unagreed, remedy: 'agree' },
  'agreement-parent': { ...unagreed, work: true },
  'agreement-parent-no-work': unagreed,
  'agreement-device': { ...unagreed, missing: 'device' },
  lesson: {
    ...bare,
    reasonKind: 'lesson',
    lesson: maths,
    until: NOW + 40 * MINUTE,
    remedy: 'ask',
    host: 'news.test',
  },
  'eyes-up': {
    ...bare,
    reasonKind: 'lesson',
    lesson: eyesUp,
    until: NOW + 10 * MINUTE,
    remedy: 'wait',
    host: 'maths.test',
  },
  unknown: { ...bare, reasonKind: 'unknown-host', remedy: 'ask', host: 'new-site-nobody-knows.example.test' },
  'own-entry': {
    ...bare,
    reasonKind: 'own-entry',
    entryNote: '«We use the maths site of our own.»',
    clause: '«In lessons we use the sites our teacher gives us.»',
    remedy: 'ask',
    host: `${'very-long-label-'.repeat(3)}x.${'another-long-label-'.repeat(3)}x.example.test`,
  },
  baseline: {
    ...bare,
    reasonKind: 'unknown-host',
    remedy: 'wait',
    host: 'site.test',
    source: 'baseline',
    school: { name: '', contact: '' },
    group: '',
  },
} satisfies Record<string, Explanation>

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
