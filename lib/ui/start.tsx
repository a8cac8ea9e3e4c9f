/** Starts a page: language, direction, title, and the tree under `#page`. */
import { render, type ComponentChildren } from 'preact'
import { WordsProvider } from './i18n/context.ts'
import { createWords, type Words } from './i18n/words.ts'

export function startPage(draw: (words: Words) => ComponentChildren): void {
  const words = createWords(navigator.languages)
  document.documentElement.lang = words.lang
  document.documentElement.dir = words.dir
  const root = document.getElementById('page')
  if (!root) throw new Error('The page has no #page element.')
  render(<WordsProvider value={words}>{draw(words)}</WordsProvider>, root)
}
