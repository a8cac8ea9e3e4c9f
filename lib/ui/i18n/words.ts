/** The words of one language, ready to be said. Where it has no word for something, English speaks. */
import { createInstance, type TFunction } from 'i18next'
import english from '../../../assets/locales/en-GB.json' with { type: 'json' }
import { ENGLISH, type Language } from './languages.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof english }
  }
}

/** What is in a file of assets/locales: sections of words; `_review` says who should still read it. */
export type Locale = Readonly<Record<string, unknown>>

export interface Words {
  readonly t: TFunction
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
}

/**
 * @param lang BCP 47 tag
 * @param locale its words; left out for English, which needs none
 */
export function createWords(lang: string = ENGLISH, locale?: Locale): Words {
  const instance = createInstance()
  void instance.init({
    lng: lang,
    fallbackLng: ENGLISH,
    resources: {
      [ENGLISH]: { translation: english },
      ...(locale && { [lang]: { translation: locale } }),
    },
    // Everything is in memory: ready when `init` returns.
    initAsync: false,
    // Preact escapes.
    interpolation: { escapeValue: false },
  })
  return { t: instance.t, lang, dir: instance.dir(lang) }
}

/**
 * The words of a language of ours; English where its file cannot be read, so that a page never stays empty.
 * @param read gives the file of a language, parsed
 */
export async function wordsOf(
  language: Language,
  read: (language: Language) => Promise<Locale>,
): Promise<Words> {
  if (language === ENGLISH) return createWords()
  try {
    return createWords(language, await read(language))
  } catch {
    // Part of our own package: only a broken installation has none. The page matters more than its language.
    return createWords()
  }
}
