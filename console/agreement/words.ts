/** The agreement in words: how many, who, what is wrong. */
import type { Audience } from '../../lib/policy/agreement.ts'
import type {
  AgreementCounts,
  AgreementFigures,
  PermissionsPreview,
  Standing,
} from '../../lib/protocol/agreement-staff.ts'
import { figureWords } from '../charts/words.ts'
import { plural } from '../format.ts'

export const AUDIENCE_NAMES: Readonly<Record<Audience, string>> = {
  child: 'Children',
  adult: 'Older pupils and adults',
}

export const STATE_NAMES: Readonly<Record<Standing, string>> = {
  agreed: 'Agreed',
  'not-yet': 'Not yet',
  permission: 'Permission missing',
}

/** `27 of 30; 3 not yet`. */
export function countsInWords({ asked, agreed, notYet, permission }: AgreementCounts): string {
  if (asked === 0) return 'nobody is asked'
  return [
    agreed === asked ? `all ${asked}` : `${agreed} of ${asked}`,
    ...(notYet > 0 ? [`${notYet} not yet`] : []),
    ...(permission > 0 ? [`${permission} without a parent’s permission`] : []),
  ].join('; ')
}

/** `280 of 300; fewer than 5 not yet; 15 without a parent’s permission`, each in fives. */
export const figuresInWords = ({ asked, agreed, notYet, permission }: AgreementFigures): string =>
  [
    `${figureWords(agreed)} of ${figureWords(asked)}`,
    `${figureWords(notYet)} not yet`,
    `${figureWords(permission)} without a parent’s permission`,
  ].join('; ')

/** `2026–27`. */
export const yearName = (year: number): string => `${year}–${String((year + 1) % 100).padStart(2, '0')}`

/** `3 permissions recorded, 1 taken back`. */
export function permissionsInWords({
  given,
  withdrawn,
}: Pick<PermissionsPreview, 'given' | 'withdrawn'>): string {
  return [
    ...(given > 0 ? [`${plural(given, 'permission')} recorded`] : []),
    ...(withdrawn > 0 ? [`${withdrawn} taken back`] : []),
  ].join(', ')
}

/** `How big a file is`, to the tenth of a megabyte. */
export const megabytes = (bytes: number): string => `${Math.max(0.1, bytes / 1024 / 1024).toFixed(1)} MB`

const FIELDS: Readonly<Record<string, string>> = {
  title: 'Title',
  body: 'Agreement',
  pdf: 'PDF file',
  question: 'Question',
  answers: 'Answers',
  right: 'Right answer',
  why: 'Why',
}

/** Which field of the form: `Question 2, Why`. */
export function fieldInWords(path: readonly PropertyKey[]): string {
  const [first, place, inner] = path
  if (first !== 'questions') return FIELDS[String(first)] ?? 'Agreement'
  if (typeof place !== 'number') return 'Questions'
  return `Question ${place + 1}, ${FIELDS[String(inner)] ?? 'Question'}`
}
