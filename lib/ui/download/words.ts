/** What the page that asks about files says of them. */
import type { FileCard } from '../../messages/download.ts'
import { DANGEROUS } from '../../policy/downloads.ts'
import type { Words } from '../i18n/words.ts'

/** What the page is about: the first of these that some file is in. */
const MOODS = ['ask', 'adult', 'blocked', 'again', 'saving', 'saved'] as const
export type Mood = (typeof MOODS)[number] | 'none'

export const moodOf = (files: readonly FileCard[]): Mood =>
  MOODS.find((mood) => files.some(({ state }) => state === mood)) ?? 'none'

/** What wants an answer comes first. */
export const inOrder = (files: readonly FileCard[]): FileCard[] =>
  files.toSorted((a, b) => MOODS.indexOf(a.state) - MOODS.indexOf(b.state))

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** `1.2 MB` */
export function sizeWords({ lang, t }: Words, bytes: number | null): string {
  if (bytes === null) return t('download.sizeUnknown')
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  return new Intl.NumberFormat(lang, {
    style: 'unit',
    unit: UNITS[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step > 1 ? 1 : 0,
  }).format(bytes / 1000 ** step)
}

/** Why a file does not land; undefined where there is nothing to explain. */
export function whyWords({ t }: Words, { state, reason, kind }: FileCard): string | undefined {
  if (state === 'again') return t('download.why.again')
  if (state !== 'blocked' && state !== 'adult') return undefined
  if (state === 'adult' && reason !== 'size') return t('download.why.adult')
  if (reason === 'kind') return t(DANGEROUS.has(kind) ? 'download.why.dangerous' : 'download.why.kind')
  return t(`download.why.${reason === 'lifeline' ? 'kind' : reason}`)
}
