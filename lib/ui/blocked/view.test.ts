import { describe, expect, it } from 'vitest'
import { CATEGORY_IDS } from '../../policy/categories.ts'
import { REASON_KINDS, type Explanation } from '../../messages/protocol.ts'
import { createWords } from '../i18n/words.ts'
import { FOUND_KINDS } from '../../policy/found-kinds.ts'
import { canAskFor, documentTitle, leadOf, offers, ruleWords, titleWords, variantOf } from './view.ts'

const words = createWords()
const base: Explanation = {
  action: 'block',
  reasonKind: 'category',
  remedy: 'ask',
  host: 'a.test',
  school: { name: 'S', contact: 'C' },
  group: 'g',
  ageGroup: 'primary',
  source: 'server',
  timeZone: 'Europe/London',
  now: 0,
  lifelines: [],
  stillBlocked: true,
}
const x = (change: Partial<Explanation>): Explanation => ({ ...base, ...change })

describe('the kind of page', () => {
  it.each([
    [{ reasonKind: 'illegal' }, 'illegal'],
    [{ categoryId: 'illegal-terror' }, 'illegal'],
    // Nothing softens the illegal slot.
    [{ reasonKind: 'illegal', action: 'warn', source: 'baseline' }, 'illegal'],
    [{ reasonKind: 'suspension', source: 'baseline' }, 'suspension'],
    [{ action: 'warn', categoryId: 'games' }, 'warn'],
    [{ reasonKind: 'unknown-host' }, 'unknown'],
    [{ reasonKind: 'unknown-host', source: 'baseline' }, 'baseline'],
    [{ categoryId: 'games' }, 'block'],
    [{ reasonKind: 'own-entry' }, 'block'],
  ] as const)('%j is %s', (change, variant) => expect(variantOf(x(change))).toBe(variant))

  it('promises set work only where there is some', () => {
    const closed = { reasonKind: 'agreement', remedy: 'none', missing: 'parent' } as const
    expect(words.t(`blocked.lead.${leadOf(x({ ...closed, work: true }))}`)).toMatch(/set work/i)
    expect(words.t(`blocked.lead.${leadOf(x({ ...closed, work: false }))}`)).not.toMatch(/set work/i)
    expect(leadOf(x({ ...closed, missing: 'device' }))).toBe('agreementDevice')
  })

  it('has words for every reason, category and action', () => {
    for (const action of ['block', 'warn'] as const) {
      for (const reasonKind of REASON_KINDS)
        expect(titleWords(words, x({ action, reasonKind }))).not.toMatch(/^blocked\./)
      for (const categoryId of CATEGORY_IDS) {
        expect(ruleWords(words, x({ action, categoryId })) ?? '').not.toMatch(/^(category|warning|blocked)\./)
      }
    }
  })
})

describe('what was found', () => {
  it('is said in words of its own, for every kind, and never of an illegal page', () => {
    for (const found of FOUND_KINDS)
      for (const action of ['block', 'warn'] as const)
        expect(ruleWords(words, x({ reasonKind: 'found', found, action }))).toMatch(/^This page looks /)
    expect(ruleWords(words, x({ reasonKind: 'illegal', found: 'game' }))).toBeUndefined()
  })

  it('can be asked about, as what an address carries can', () => {
    expect(canAskFor(x({ reasonKind: 'found', found: 'game', categoryId: 'games' }))).toBe(true)
    expect(canAskFor(x({ reasonKind: 'carried', carried: 'games.test', categoryId: 'games' }))).toBe(true)
    expect(offers(x({ reasonKind: 'found', found: 'self-harm', remedy: 'tell' })).tell).toBe(true)
  })
})

describe('what is named and offered', () => {
  it('names an illegal address nowhere, and offers no way round', () => {
    const illegal = x({ reasonKind: 'illegal', host: 'bad.test' })
    expect(documentTitle(words, illegal)).not.toContain('bad.test')
    expect(ruleWords(words, illegal)).toBeUndefined()
    expect(offers(illegal)).toEqual({ ask: false, tell: true, continue: false, retry: false })
  })

  it('lets a warning be continued only when the verdict says so', () => {
    expect(offers(x({ action: 'warn', remedy: 'continue' })).continue).toBe(true)
    expect(offers(x({ action: 'warn', remedy: 'ask' })).continue).toBe(false)
    expect(offers(x({ action: 'block', remedy: 'continue' })).continue).toBe(false)
  })

  it('says that a stop ends only when it does', () => {
    expect(titleWords(words, x({ categoryId: 'games' }))).toBe('This page is closed')
    expect(titleWords(words, x({ categoryId: 'games', until: 5 }))).toBe('This page is closed for now')
  })
})
