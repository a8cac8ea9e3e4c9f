import { describe, expect, it, vi } from 'vitest'
import { CATEGORY_IDS } from '../../policy/categories.ts'
import english from '../../../assets/locales/en-GB.json' with { type: 'json' }
import { pickLanguage } from './languages.ts'
import { createWords, wordsOf, type Locale } from './words.ts'

describe('pickLanguage', () => {
  it.each([
    [['en-GB'], 'en-GB'],
    [['EN-us'], 'en-GB'],
    [['fr', 'ar-EG'], 'ar'],
    [['en-US', 'ar'], 'en-GB'],
    [['uk-UA'], 'uk'],
    [['pa-Guru-IN'], 'pa'],
    // Of Pakistan: the same language in letters that our words are not written in.
    [['pa-Arab-PK', 'ur-PK'], 'ur'],
    [['fr'], 'en-GB'],
    [[], 'en-GB'],
  ])('%j → %s', (wanted, expected) => expect(pickLanguage(wanted)).toBe(expected))
})

describe('createWords', () => {
  it('knows the direction of a language', () => {
    expect(createWords().dir).toBe('ltr')
    const { lang, dir } = createWords('ar', {})
    expect({ lang, dir }).toEqual({ lang: 'ar', dir: 'rtl' })
  })

  it('speaks English where a language has no word', () => {
    const { t } = createWords('cy', { action: { ask: 'Gofyn' } })
    expect(t('app.managed')).toBe('Managed by your school')
  })

  it('puts the school’s words in as they are', () => {
    const { t } = createWords()
    expect(t('app.managedBy', { school: '<b>St. Mary’s & Co</b>' })).toBe('Managed by <b>St. Mary’s & Co</b>')
    expect(t('settings.queue.waiting', { count: 1 })).toBe('1 record is waiting to be sent.')
  })

  it('has a sentence for every category', () => {
    expect(Object.keys(english.category).sort()).toEqual([...CATEGORY_IDS].sort())
  })
})

describe('wordsOf', () => {
  it('reads a language from the package, and English from nowhere', async () => {
    const read = vi.fn<() => Promise<Locale>>().mockResolvedValue({ app: { managed: 'Tw szkoła' } })
    expect((await wordsOf('pl', read)).t('app.managed')).toBe('Tw szkoła')
    expect((await wordsOf('en-GB', read)).lang).toBe('en-GB')
    expect(read).toHaveBeenCalledTimes(1)
  })

  it('never leaves a page without words', async () => {
    const words = await wordsOf('pl', () => Promise.reject(new Error('no such file')))
    expect([words.lang, words.t('app.managed')]).toEqual(['en-GB', 'Managed by your school'])
  })
})
