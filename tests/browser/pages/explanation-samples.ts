/** What the worker says of a stopped page, for every state it can be in. School's words are marked «so». */
import type { SuspensionCard } from '../../../lib/messages/knowing.ts'
import type { Explanation } from '../../../lib/messages/protocol.ts'
import { eyesUp, maths } from './lesson-samples.ts'
import { MINUTE, NOW, school } from './school.ts'

export const lifelines = [
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

export const paused: SuspensionCard = {
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
  found: {
    ...bare,
    reasonKind: 'found',
    found: 'game',
    categoryId: 'games',
    until: NOW + 24 * 60 * MINUTE,
    remedy: 'ask',
    host: 'new-site-nobody-knows.example.test',
  },
  'found-warned': {
    ...bare,
    action: 'warn',
    reasonKind: 'found',
    found: 'unblocker',
    categoryId: 'proxy-vpn',
    remedy: 'continue',
    host: 'mirror.example.test',
  },
  'found-upsetting': {
    ...bare,
    reasonKind: 'found',
    found: 'self-harm',
    categoryId: 'self-harm',
    remedy: 'tell',
    host: 'diary.example.test',
  },
  search: {
    ...bare,
    reasonKind: 'search',
    theme: 'self-harm',
    remedy: 'tell',
    host: 'www.google.com',
  },
  carried: {
    ...bare,
    reasonKind: 'carried',
    carried: 'games.example.test',
    categoryId: 'games',
    remedy: 'ask',
    host: 'archive.example.test',
  },
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
