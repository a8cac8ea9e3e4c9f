/** Starts a page: language, direction, title, and the tree under `#page`. */
import { render, type ComponentChildren } from 'preact'
import { chooseLanguage, language, readLocale } from '../browser/language.ts'
import { sendToWorker } from '../browser/messaging.ts'
import { createAsk } from '../messages/send.ts'
import { WordsProvider } from './i18n/context.ts'
import type { Language } from './i18n/languages.ts'
import { wordsOf, type Words } from './i18n/words.ts'
import { keepPlace } from './parts/keep-place.ts'
import { LanguageChoice } from './parts/LanguageChoice.tsx'

export function startPage(draw: (words: Words) => ComponentChildren): void {
  const root = document.getElementById('page')
  if (!root) throw new Error('The page has no #page element.')
  keepPlace(document)
  let newest = 0
  /** Drawn again in other words, the page keeps what was typed on it. */
  const show = async (tag: Language): Promise<void> => {
    newest += 1
    const turn = newest
    const words = await wordsOf(tag, readLocale)
    // Somebody chose again meanwhile.
    if (turn !== newest) return
    document.documentElement.lang = words.lang
    document.documentElement.dir = words.dir
    render(
      <WordsProvider value={words}>
        {draw(words)}
        <LanguageChoice choose={(chosen) => void choose(chosen)} />
      </WordsProvider>,
      root,
    )
  }
  const choose = async (tag: Language): Promise<void> => {
    await show(tag)
    try {
      await chooseLanguage(tag)
      await createAsk(sendToWorker)('language', {})
    } catch {
      // On a full disk it holds for this page alone; a worker that hangs says it in its next life.
    }
  }
  void language().then(show)
}
