/** What is wrong, as it is said. */
import { NO_ROOM, type Problem } from '../../messages/device.ts'
import type { Words } from '../i18n/words.ts'

export const troubleWords = ({ t }: Words, { detail }: Problem): string =>
  detail === NO_ROOM ? t('popup.full') : detail

/** A full disk is one trouble, however many parts of ours it hinders. */
export const troublesOf = (words: Words, problems: readonly Problem[]): string[] => [
  ...new Set(problems.map((one) => troubleWords(words, one))),
]
