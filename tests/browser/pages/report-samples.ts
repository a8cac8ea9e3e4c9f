/** The report's page in its states: what the worker says of it, and a draft for each step. */
import { newDraft, type Draft } from '../../../lib/concern/draft.ts'
import type { StartedFrom } from '../../../lib/concern/compose.ts'
import type { ConcernStart } from '../../../lib/messages/concerns.ts'
import { MINUTE, NOW, school } from './school.ts'

/** The P-256 base point: a key that nothing is ever sealed to here. */
const SEAL = 'BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU'
const key = (id: string, name: string, role: ConcernStart['keys'][number]['role']) => ({
  id: id.repeat(43),
  name,
  role,
  seal: SEAL,
})

const start: ConcernStart = {
  setUp: true,
  keys: [
    key('a', '«Mrs Khan, safeguarding»', 'team'),
    key('b', '«Mr Jones, deputy»', 'team'),
    key('c', '«Dr Osei, head»', 'head'),
    key('d', '«Ms Lee, chair of governors»', 'chair'),
  ],
  ledger: 'l'.repeat(43),
  sender: { name: '«sam@hill.test»', from: 'profile', group: '«Year 5»' },
  who: 'person sam@hill.test',
  school,
  readHours: [{ days: [1, 2, 3, 4, 5], from: 480, to: 960 }],
  openWithin: 60,
  timeZone: 'Europe/London',
  now: NOW,
  lifelines: [
    {
      name: '«Shout»',
      url: 'https://giveusashout.org/',
      numbers: [],
      text: { word: 'SHOUT', to: '85258' },
      hours: '«Any time, day or night»',
      forWhom: '«Anyone who feels low or can not cope»',
    },
  ],
  ageGroup: 'primary',
}

/** Friday evening. */
const evening = { ...start, now: NOW + (2 * 24 * 60 + 9 * 60) * MINUTE }

/** The stage draws one in its place. */
export const DRAWN = 'data:image/jpeg;base64,drawn'

export const REPORT = 'r1'
export const page: StartedFrom = {
  address: 'https://chat.example.test/room/42?topic=a-rather-long-address-that-goes-on-for-a-while',
  title: '«Chat room»',
  categories: ['chat'],
}

/** What the browser session holds for an open report. */
export const session = (part: Partial<Draft> = {}, about: Partial<StartedFrom> | null = {}) => ({
  [`report:${REPORT}`]: { covered: 7, ...(about && { page: { ...page, ...about } }) },
  [`report-draft:${REPORT}`]: { ...newDraft(DRAWN), ...part },
})

/** The same, where nobody has said in time what the page is. */
export const lateSession = (part: Partial<Draft>) => {
  const { address, title } = page
  return { ...session(part, null), [`report:${REPORT}`]: { covered: 7, unjudged: { address, title } } }
}

export const STARTS = { start, evening, 'not-set-up': { ...start, setUp: false, keys: [], ledger: '' } }

const { name: _name, from: _from, ...device } = start.sender
export const NAMELESS: ConcernStart = { ...start, sender: device, keys: start.keys.slice(0, 1) }
