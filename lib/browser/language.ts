/** Which language somebody chose on this browser, and the words of it as they lie in the package. */
import { isLanguage, pickLanguage, type Language } from '../ui/i18n/languages.ts'
import type { Locale } from '../ui/i18n/words.ts'
import { api } from './api.ts'

const CHOSEN = 'language'

/** A page that stops something must not stay empty for want of a choice or a file. Milliseconds. */
const CHOICE_WITHIN = 1_000
const FILE_WITHIN = 2_000

/** What was chosen in Kerb, or else what the browser speaks. Never rejects, and never waits long. */
export async function language(): Promise<Language> {
  try {
    const chosen = (await inTime(api.storage.local.get([CHOSEN])))[CHOSEN]
    if (isLanguage(chosen)) return chosen
  } catch {
    // A disk that cannot be read, or not soon: the browser's own language is a good answer.
  }
  return pickLanguage(navigator.languages)
}

function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('storage does not answer')), CHOICE_WITHIN)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

export const chooseLanguage = (tag: Language): Promise<void> => api.storage.local.set({ [CHOSEN]: tag })

/** Rejects where the package lacks it, and when it does not come soon. */
export async function readLocale(tag: Language): Promise<Locale> {
  const signal = AbortSignal.timeout(FILE_WITHIN)
  const answer = await fetch(api.runtime.getURL(`locales/${tag}.json`), { signal })
  return (await answer.json()) as Locale
}
