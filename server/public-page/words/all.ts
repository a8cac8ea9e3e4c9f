/** The languages of the page for parents, and which of them a browser wants. */
import { ARABIC } from './ar.ts'
import { WELSH } from './cy.ts'
import { ENGLISH } from './en-GB.ts'
import { PUNJABI } from './pa.ts'
import { POLISH } from './pl.ts'
import { ROMANIAN } from './ro.ts'
import { UKRAINIAN } from './uk.ts'
import { URDU } from './ur.ts'
import type { Words } from './words.ts'

export const WORDS: readonly Words[] = [ENGLISH, WELSH, POLISH, ROMANIAN, UKRAINIAN, ARABIC, URDU, PUNJABI]

/** What the address says, else what the browser asks for, else English. */
export function wordsFor({
  lang,
  accept = '',
}: {
  readonly lang?: string | undefined
  readonly accept?: string | undefined
}): Words {
  const wanted = [
    ...(lang === undefined ? [] : [lang]),
    ...accept.split(',').map((one) => one.split(';')[0] ?? ''),
  ]
  for (const tag of wanted.map((one) => one.trim().toLowerCase())) {
    const found = WORDS.find((words) => words.tag.toLowerCase() === tag) ?? WORDS.find(sameLanguage(tag))
    if (found !== undefined) return found
  }
  return ENGLISH
}

/** Punjabi of Pakistan is written in Arabic letters: whoever reads those cannot read ours. */
const sameLanguage =
  (tag: string) =>
  (words: Words): boolean =>
    languageOf(words.tag) === languageOf(tag) && !(words.tag === 'pa' && /-(arab|pk|aran)\b/.test(tag))

const languageOf = (tag: string): string => tag.toLowerCase().split('-')[0] ?? ''
