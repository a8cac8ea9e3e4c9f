/** Which language somebody chose on this browser, and the words of it as they lie in the package. */
import { isLanguage, pickLanguage, type Language } from '../ui/i18n/languages.ts'
import type { Locale } from '../ui/i18n/words.ts'
import { api } from './api.ts'

const CHOSEN = 'language'

/** What was chosen in Kerb, or else what the browser speaks. */
export async function language(): Promise<Language> {
  try {
    const chosen = (await api.storage.local.get([CHOSEN]))[CHOSEN]
    if (isLanguage(chosen)) return chosen
  } catch {
    // A disk that cannot be read: the browser's own language is a good answer.
  }
  return pickLanguage(navigator.languages)
}

export const chooseLanguage = (tag: Language): Promise<void> => api.storage.local.set({ [CHOSEN]: tag })

export async function readLocale(tag: Language): Promise<Locale> {
  const answer = await fetch(api.runtime.getURL(`locales/${tag}.json`))
  return (await answer.json()) as Locale
}
