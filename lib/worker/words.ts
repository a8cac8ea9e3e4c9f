/** The words of the worker, in the language of the pages. Read from the package again only when it is another one. */
import { language, readLocale } from '../browser/language.ts'
import type { Language } from '../ui/i18n/languages.ts'
import { wordsOf, type Words } from '../ui/i18n/words.ts'

let made: { readonly of: Language; readonly words: Promise<Words> } | undefined

export async function words(): Promise<Words> {
  const wanted = await language()
  if (made?.of !== wanted) made = { of: wanted, words: wordsOf(wanted, readLocale) }
  const words = await made.words
  // It could not be read just now: whoever asks next looks again.
  if (words.lang !== wanted) made = undefined
  return words
}
