/** Hands the words of the page's language to every piece of it. */
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Words } from './words.ts'

const Context = createContext<Words | undefined>(undefined)

export const WordsProvider = Context.Provider

export function useWords(): Words {
  const words = useContext(Context)
  if (!words) throw new Error('A page must be drawn inside a WordsProvider.')
  return words
}
