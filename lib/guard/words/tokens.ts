/** Words in the form in which terms and texts are compared. */
import { normalise } from './normalise.ts'

/** The article and what leans on it: «وال», «بال», «لل». */
const ARTICLE = /^(?:[وبكف]?ال|لل)(?=[\u0600-\u06FF]{3})/
const ARABIC = /^[\u0600-\u06FF]/

export const bare = (word: string): string => (ARABIC.test(word) ? word.replace(ARTICLE, '') : word)

export const tokensOf = (text: string): string[] => normalise(text).words.map(bare)

/** Without doubled letters, for a word that was not found as it is written: `cassino`. */
export const squeezed = (word: string): string => word.replace(/(.)\1/g, '$1')
