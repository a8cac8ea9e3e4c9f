/** What a pupil can report, and what follows from each kind before a word is written. */
import { CATEGORIES, isLocked, type CategoryId } from '../policy/categories.ts'

/** In the order in which the page shows them. */
export const CONCERN_KINDS = [
  'saw',
  'unkind',
  'contacted',
  'bad-words',
  'picture',
  'adult',
  'broken',
  'friend',
  'other',
] as const
export type ConcernKind = (typeof CONCERN_KINDS)[number]

/** Why no picture of the page is taken or offered. */
export type NoPicture = 'kind' | 'page'

/**
 * Whether a picture of the page may be offered. Never for a nude or sexual picture, and never where the page or its host
 * is judged adult or illegal: it would make a child copy, and a school keep, an illegal image.
 * @param categories of the page's host, and what the page itself was judged to be
 */
export function pictureRefused(kind: ConcernKind, categories: Iterable<CategoryId>): NoPicture | null {
  if (kind === 'picture') return 'kind'
  return [...categories].some((id) => NEVER_PICTURED.has(id)) ? 'page' : null
}

/** Kinds that lead to Report Remove beside Childline. */
export const leadsToReportRemove = (kind: ConcernKind): boolean => kind === 'picture'

const NEVER_PICTURED: ReadonlySet<CategoryId> = new Set(
  CATEGORIES.filter(({ id, theme }) => isLocked(id) || theme === 'Pornography').map(({ id }) => id),
)
