/** What of a worrying search, or of words to an AI assistant, goes into a row. */
import { describe, expect, test } from 'vitest'
import { plainPolicy } from '../../tests/fixtures/policies.ts'
import type { Recording } from '../policy/document.ts'
import { type Happening, redact, type Sighting } from './redact.ts'
import { isUrgent } from './weight.ts'

const NOON = Date.UTC(2026, 2, 2, 12)
const DAY = [{ days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 }]
const recording = (changes: Partial<Recording> = {}): Recording => ({
  hours: DAY,
  detail: 'least',
  searchTerms: true,
  ...changes,
})
const HIGH = { theme: 'suicide', severity: 'high', help: true } as const

function row(happening: Happening, kept: Recording = recording(), more: Partial<Sighting> = {}) {
  const verdict = { action: 'allow', reason: { kind: 'unknown-host' }, remedy: 'none' } as const
  const { timeZone } = plainPolicy()
  const now = { at: NOON, candidates: [NOON] } as never
  const url = 'https://www.google.com/search?q=x'
  return redact(happening, {
    url,
    verdict,
    categories: [],
    lifelines: [],
    policy: { recording: kept, timeZone },
    now,
    ...more,
  })
}

describe('a search', () => {
  test('says what it was about', () => {
    expect(row({ kind: 'search', terms: 'i want to die', ...HIGH })).toMatchObject({
      terms: 'i want to die',
      theme: 'suicide',
      severity: 'high',
      help: true,
    })
  })

  test('is on record for its theme alone where searches are not kept, without its words', () => {
    const kept = recording({ searchTerms: false })
    expect(row({ kind: 'search', terms: 'i want to die', ...HIGH }, kept)).toMatchObject({
      terms: '',
      theme: 'suicide',
    })
    expect(row({ kind: 'search', terms: 'bees' }, kept)).toBeNull()
    expect(row({ kind: 'search', terms: 'anorexia', ...HIGH, severity: 'low' }, kept)).toBeNull()
  })

  test('that names a helpline leaves no row, whatever it is about', () => {
    expect(row({ kind: 'search', terms: 'i want to die childline', ...HIGH })).toBeNull()
  })

  test('outside the hours leaves no row; its stop does, and says the theme', () => {
    const never = recording({ hours: [] })
    expect(row({ kind: 'search', terms: 'i want to die', ...HIGH }, never)).toBeNull()
    const reason = { kind: 'search', theme: 'weapons', severity: 'high', category: 'weapons' } as const
    const verdict = { action: 'block', reason, remedy: 'tell' } as const
    expect(row({ kind: 'blocked', target: 'page' }, never, { verdict })).toMatchObject({
      kind: 'blocked',
      categories: ['weapons'],
      theme: 'weapons',
      severity: 'high',
    })
  })
})

describe('words to an assistant', () => {
  const url = 'https://chatgpt.com'

  test('leave theme, severity and the service', () => {
    expect(row({ kind: 'prompt', ...HIGH }, recording(), { url })).toEqual({
      kind: 'prompt',
      host: 'chatgpt.com',
      categories: [],
      action: 'allow',
      reason: 'unknown-host',
      ...HIGH,
    })
  })

  test('are kept where they are handed over, without what could be a secret', () => {
    const words = 'i want to die, my key is sk-Zx81Hq0pLm2Vb7Tt9Qw3'
    const kept = row({ kind: 'prompt', ...HIGH, words }, recording(), { url })
    expect(kept).toMatchObject({ words: expect.stringContaining('i want to die') })
    expect(JSON.stringify(kept)).not.toContain('Zx81Hq0pLm2Vb7Tt9Qw3')
  })

  test('leave nothing outside the hours, and nothing where they name a helpline', () => {
    expect(row({ kind: 'prompt', ...HIGH }, recording({ hours: [] }), { url })).toBeNull()
    expect(row({ kind: 'prompt', ...HIGH, words: 'is childline free' }, recording(), { url })).toBeNull()
  })
})

test('only a high severity leaves at once', () => {
  const search = (severity: 'low' | 'medium' | 'high') =>
    row({ kind: 'search', terms: 'x', theme: 'suicide', severity, help: false })
  expect((['low', 'medium', 'high'] as const).map((one) => isUrgent(search(one) as never))).toEqual([
    false,
    false,
    true,
  ])
  expect(isUrgent(row({ kind: 'prompt', ...HIGH }) as never)).toBe(true)
})
