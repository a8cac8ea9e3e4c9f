/** What the page that asks about files says of them. */
import type { FileCard } from '../../messages/download.ts'
import { DANGEROUS } from '../../policy/downloads.ts'
import { fileSize } from '../i18n/file-size.ts'
import type { Words } from '../i18n/words.ts'

/** What the page is about: the first of these that some file is in. */
const MOODS = ['ask', 'adult', 'asked', 'yes', 'no', 'blocked', 'again', 'saving', 'saved'] as const
export type Mood = (typeof MOODS)[number] | 'none'

/** How a file stands: of one for which an adult was asked, what they said. */
export function standsAt({ state, asking }: FileCard): Exclude<Mood, 'none'> {
  if (state !== 'adult') return state
  switch (asking?.request?.state) {
    case 'kept':
    case 'unkept':
    case 'open':
      return 'asked'
    case 'approved':
      return 'yes'
    case 'refused':
    case 'never':
      return 'no'
    default:
      return 'adult'
  }
}

export const moodOf = (files: readonly FileCard[]): Mood =>
  MOODS.find((mood) => files.some((file) => standsAt(file) === mood)) ?? 'none'

/** What wants an answer comes first. */
export const inOrder = (files: readonly FileCard[]): FileCard[] =>
  files.toSorted((a, b) => MOODS.indexOf(standsAt(a)) - MOODS.indexOf(standsAt(b)))

/** `1.2 MB` */
export const sizeWords = ({ lang, t }: Words, bytes: number | null): string =>
  bytes === null ? t('download.sizeUnknown') : fileSize(lang, bytes)

/** Why a file does not land; undefined where there is nothing to explain. */
export function whyWords({ t }: Words, { state, reason, kind }: FileCard): string | undefined {
  if (state === 'again') return t('download.why.again')
  if (state !== 'blocked' && state !== 'adult') return undefined
  if (state === 'adult' && reason !== 'size') return t('download.why.adult')
  if (reason === 'kind') return t(DANGEROUS.has(kind) ? 'download.why.dangerous' : 'download.why.kind')
  return t(`download.why.${reason === 'lifeline' ? 'kind' : reason}`)
}
