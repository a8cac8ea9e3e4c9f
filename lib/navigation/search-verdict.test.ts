import { describe, expect, test } from 'vitest'
import { plainPolicy } from '../../tests/fixtures/policies.ts'
import { CATEGORY_OF_THEME, themeRulesOf, THEMES } from '../policy/themes.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { searchVerdict } from './search-verdict.ts'

const NOON = Date.UTC(2026, 2, 2, 12)
const now = { at: NOON, candidates: [NOON] }
const OPEN: Verdict = { action: 'allow', reason: { kind: 'category', category: 'search' }, remedy: 'none' }
const search = (terms: string): string => `https://www.google.com/search?q=${encodeURIComponent(terms)}`

const judge = (terms: string, policy: Partial<EffectivePolicy> = {}, decided = OPEN) =>
  searchVerdict(search(terms), decided, plainPolicy(policy), now as never, 'page')

describe('a search', () => {
  test('is closed as its theme’s category is, and says so', () => {
    expect(judge('how to make a bomb')).toMatchObject({
      action: 'block',
      reason: { kind: 'search', theme: 'weapons', severity: 'high', category: 'weapons' },
      remedy: 'tell',
    })
    expect(judge('unblocked games')).toMatchObject({ reason: { theme: 'bypass' }, remedy: 'ask' })
  })

  test('stays open where the school opens the category, and is warned about where it warns', () => {
    const { categories } = plainPolicy()
    expect(judge('unblocked games', { categories: { ...categories, 'proxy-vpn': 'allow' } })).toBeUndefined()
    expect(judge('unblocked games', { categories: { ...categories, 'proxy-vpn': 'warn' } })).toMatchObject({
      action: 'warn',
      remedy: 'continue',
    })
  })

  test.each(['watch', 'off'] as const)('stays open where its theme is set to %s', (action) => {
    const themes = themeRulesOf({ ageGroup: 'secondary', themes: { actions: { bypass: action } } })
    expect(judge('unblocked games', { themes })).toBeUndefined()
    expect(judge('how to make a bomb', { themes })).toBeDefined()
  })

  test('for help is never closed, whatever a school sets', () => {
    const { categories } = plainPolicy()
    const all = Object.fromEntries(Object.keys(categories).map((id) => [id, 'block'])) as typeof categories
    for (const terms of ['i want to die', 'how to stop self harming', 'my friend is suicidal', 'i was raped'])
      expect(judge(terms, { categories: all }), terms).toBeUndefined()
  })

  test.each(['unblock', 'lifeline', 'needed'] as const)('is not closed where a %s opened it', (kind) => {
    const reason = kind === 'unblock' ? { kind, id: 'u', note: 'for a topic' } : { kind }
    expect(judge('unblocked games', {}, { action: 'allow', reason, remedy: 'none' })).toBeUndefined()
  })

  test('is closed on an engine that the school has opened by name', () => {
    const reason = { kind: 'own-entry', entry: '*.google.com' } as const
    expect(judge('unblocked games', {}, { action: 'allow', reason, remedy: 'none' })).toBeDefined()
  })

  test('is closed by the period that holds', () => {
    const lunch = {
      name: 'lunch',
      hours: { days: [1], from: 720, to: 780 },
      place: 'any' as const,
      categories: { 'proxy-vpn': 'allow' as const },
    }
    expect(judge('unblocked games', { timetable: [lunch] })).toBeUndefined()
  })

  test('is a search only where an engine is', () => {
    const decided = OPEN
    const policy = plainPolicy()
    expect(
      searchVerdict('https://school.test/?q=unblocked+games', decided, policy, now as never, 'page'),
    ).toBeUndefined()
  })
})

describe('the defaults', () => {
  test('close for pupils and guests what staff may look up', () => {
    for (const ageGroup of ['primary', 'secondary', 'sixth', 'guest'] as const)
      expect(new Set(Object.values(themeRulesOf({ ageGroup }).actions))).toEqual(new Set(['close']))
    expect(themeRulesOf({ ageGroup: 'staff' }).actions).toMatchObject({ drugs: 'watch', sexual: 'close' })
  })

  test('keep nobody’s words', () => {
    expect(themeRulesOf({ ageGroup: 'primary' }).assistantWords).toBe(false)
  })

  test('every theme stands for a category', () => {
    expect(Object.keys(CATEGORY_OF_THEME)).toEqual(expect.arrayContaining([...THEMES]))
  })
})
