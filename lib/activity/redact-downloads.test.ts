import { expect, test } from 'vitest'
import { plainPolicy } from '../../tests/fixtures/policies.ts'
import { exactly } from '../time/now.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { redact, type DownloadHappening } from './redact.ts'

const ALLOWED: Verdict = { action: 'allow', reason: { kind: 'unknown-host' }, remedy: 'none' }
const hours = [{ days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 }]
const sheet: DownloadHappening = {
  kind: 'download',
  file: 'document',
  size: 'small',
  decided: 'asked',
  name: 'fractions worksheet.pdf',
}

const row = (
  more: Partial<DownloadHappening> = {},
  detail: 'least' | 'titles' = 'least',
  verdict = ALLOWED,
) =>
  redact(
    { ...sheet, ...more },
    {
      url: 'https://maths.test/files/9b?pupil=amy',
      verdict,
      categories: [],
      lifelines: ['help.test'],
      policy: plainPolicy({ recording: { hours, detail, searchTerms: true } }),
      now: exactly(Date.UTC(2026, 10, 24, 10)),
    },
  )

test('the least: kind, size, site and what was decided', () => {
  expect(row()).toEqual({
    kind: 'download',
    host: 'maths.test',
    categories: [],
    action: 'allow',
    reason: 'unknown-host',
    file: 'document',
    size: 'small',
    decided: 'asked',
  })
  expect(row({ decided: 'blocked' })).toMatchObject({ action: 'block', decided: 'blocked' })
})

test('a name only where titles are recorded, and none that gives a helpline or a secret away', () => {
  expect(row({}, 'titles')).toMatchObject({ name: 'fractions worksheet.pdf' })
  expect(row({ name: 'childline leaflet.pdf' }, 'titles')).not.toHaveProperty('name')
  expect(JSON.stringify(row({ name: 'report amy@school.test 4f9a0c1d2e3b4a5f6.pdf' }, 'titles'))).not.toMatch(
    /amy|4f9a/,
  )
})

test('nothing of a helpline', () => {
  expect(row({}, 'titles', { ...ALLOWED, reason: { kind: 'lifeline' } })).toBeNull()
})

test('of what is illegal that it was stopped, by which entry of which list, and nothing of the file', () => {
  const listed = { list: 'member', entry: 41, category: 'illegal-csam' } as const
  const illegal: Verdict = { action: 'block', reason: { kind: 'illegal', listed }, remedy: 'none' }
  expect(row({ decided: 'blocked' }, 'titles', illegal)).toEqual({
    kind: 'blocked',
    host: '',
    categories: ['illegal-csam'],
    action: 'block',
    reason: 'illegal',
    target: 'page',
    listed: { list: 'member', entry: 41 },
  })
})
