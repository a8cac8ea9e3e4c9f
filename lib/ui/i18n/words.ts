/** Languages: bundled JSON, chosen when a page opens. A new language is a file in assets/locales and a line here. */
import { createInstance, type TFunction } from 'i18next'
import english from '../../../assets/locales/en-GB.json' with { type: 'json' }

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof english }
  }
}

export type Locale = typeof english

/** The languages we ship, by BCP 47 tag. The first is what everybody gets when nothing fits. */
export const LOCALES: Readonly<Record<string, Locale>> = { 'en-GB': english }
const FALLBACK = 'en-GB'

export interface Words {
  readonly t: TFunction
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
}

/** The first wanted language that we have, by exact tag or else by language alone. */
export function pickLanguage(wanted: readonly string[], have: readonly string[]): string {
  for (const tag of wanted) {
    const exact = have.find((one) => one.toLowerCase() === tag.toLowerCase())
    if (exact) return exact
    const language = tag.toLowerCase().split('-')[0]
    const near = have.find((one) => one.toLowerCase().split('-')[0] === language)
    if (near) return near
  }
  return have[0] ?? FALLBACK
}

/**
 * The words of one language.
 * @param wanted BCP 47 tags, most wanted first (`navigator.languages`)
 * @param locales the languages there are; tests bring a pseudo-locale
 */
export function createWords(wanted: readonly string[], locales = LOCALES): Words {
  const lang = pickLanguage(wanted, Object.keys(locales))
  const instance = createInstance()
  void instance.init({
    lng: lang,
    fallbackLng: Object.keys(locales)[0] ?? FALLBACK,
    resources: Object.fromEntries(
      Object.entries(locales).map(([tag, translation]) => [tag, { translation }]),
    ),
    // Everything is in memory: ready when `init` returns.
    initAsync: false,
    // Preact escapes.
    interpolation: { escapeValue: false },
  })
  return { t: instance.t, lang, dir: instance.dir(lang) }
}
