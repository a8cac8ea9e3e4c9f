/** Answers for the page of what the school sees. School's words are marked «so»: they are data, not ours. */
import type { RecordAnswer } from '../../../lib/messages/record.ts'
import type { OwnRow } from '../../../lib/protocol/own-row.ts'
import { MINUTE, NOW, school } from './school.ts'

const unasked: RecordAnswer = {
  school,
  person: '«ada.pupil@hill.example»',
  recording: true,
  times: { since: NOW - 120 * MINUTE, changes: NOW + 360 * MINUTE },
  hours: [{ days: [1, 2, 3, 4, 5], from: 480, to: 1020 }],
  kept: { detail: 'least', searches: true, themes: true, words: false },
  waiting: 0,
  timeZone: 'Europe/London',
  now: NOW,
  answer: { kind: 'unreached' },
}

const row = (seq: number, more: Partial<OwnRow>): OwnRow => ({
  seq,
  at: NOW - seq * MINUTE,
  kind: 'visit',
  host: 'maths.example.test',
  categories: [],
  action: 'allow',
  ...more,
})

const rows: OwnRow[] = [
  row(1, { seconds: 20 }),
  row(2, { kind: 'search', host: 'search.example.test', terms: '«roman roads for homework»' }),
  row(3, {
    kind: 'blocked',
    host: 'games.example.test',
    path: '/play/now',
    categories: ['games'],
    action: 'block',
  }),
  row(4, { kind: 'warned', host: 'short.example.test', categories: ['url-shortener'], action: 'warn' }),
  row(41, {
    kind: 'download',
    host: 'nrich.example.test',
    file: { kind: 'document', decided: 'allowed', name: '«fractions-worksheet.pdf»' },
  }),
  row(5, { kind: 'continued', host: 'short.example.test', categories: ['url-shortener'] }),
  row(6, { seconds: 600, titles: ['«Fractions and decimals»'] }),
]

const keptDays = { visits: 30, notable: 365 }

export const RECORDS = {
  told: {
    ...unasked,
    waiting: 2,
    answer: {
      kind: 'told',
      record: {
        since: NOW - 600 * MINUTE,
        rows,
        more: true,
        looks: [
          { at: NOW - 5 * MINUTE, who: '«Ms Khan»', class: '«9B Maths»' },
          { at: NOW - 90 * MINUTE, until: NOW - 60 * MINUTE, who: '«Mr Lee»', class: '«9C Art»' },
        ],
        recordLooks: {
          shown: 'reason',
          looks: [
            { date: '2026-11-20', role: 'dsl', reason: 'concern' },
            { date: '2025-12-30', role: 'dsl' },
          ],
        },
        keptDays,
      },
    },
  },
  'nothing-looked': {
    ...unasked,
    answer: {
      kind: 'told',
      record: {
        since: NOW,
        rows: [],
        more: false,
        looks: [],
        recordLooks: { shown: 'role', looks: [] },
        keptDays,
      },
    },
  },
  empty: {
    ...unasked,
    recording: false,
    hours: [],
    kept: {
      detail: 'titles',
      searches: false,
      themes: true,
      words: true,
      reason: '«A new class wrote this policy.»',
    },
    answer: {
      kind: 'told',
      record: {
        since: NOW,
        rows: [],
        more: false,
        looks: [],
        recordLooks: { shown: 'hidden', looks: [] },
        keptDays: { ...keptDays, apart: { stops: 365, searches: 180, files: 60, safety: 365 } },
      },
    },
  },
  unreached: unasked,
  'not-confirmed': { ...unasked, answer: { kind: 'not-confirmed' } },
} as const satisfies Record<string, RecordAnswer>
