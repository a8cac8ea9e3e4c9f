import { describe, expect, it } from 'vitest'
import { CATEGORY_IDS } from '../../policy/categories.ts'
import english from '../../../assets/locales/en-GB.json' with { type: 'json' }
import { createWords, pickLanguage } from './words.ts'

describe('pickLanguage', () => {
  it.each([
    [['en-GB'], 'en-GB'],
    [['EN-gb'], 'en-GB'],
    [['en-US', 'ar'], 'en-GB'],
    [['fr', 'ar-EG'], 'ar'],
    [['fr'], 'en-GB'],
    [[], 'en-GB'],
  ])('%j → %s', (wanted, expected) => expect(pickLanguage(wanted, ['en-GB', 'ar'])).toBe(expected))
})

describe('createWords', () => {
  it('knows the direction of a language', () => {
    expect(createWords(['en']).dir).toBe('ltr')
    const { lang, dir } = createWords(['ar-EG'], { 'en-GB': english, ar: english })
    expect({ lang, dir }).toEqual({ lang: 'ar', dir: 'rtl' })
  })

  it('puts the school’s words in as they are', () => {
    const { t } = createWords(['en-GB'])
    expect(t('app.managedBy', { school: '<b>St. Mary’s & Co</b>' })).toBe('Managed by <b>St. Mary’s & Co</b>')
    expect(t('settings.queue.waiting', { count: 1 })).toBe('1 record is waiting to be sent.')
  })

  it('has a sentence for every category', () => {
    expect(Object.keys(english.category).sort()).toEqual([...CATEGORY_IDS].sort())
  })
})
