/** How dearly a row is kept, and how fast it must leave. */
import { isSafeguarding } from '../policy/categories.ts'
import type { NewRow } from '../protocol/rows.ts'
import { WEIGHT, type Weight } from './database.ts'

const ORDINARY: ReadonlySet<NewRow['kind']> = new Set(['visit', 'stay', 'title'])

/** True for what a safeguarding lead must hear of at once: a blocked safeguarding theme, or a theme of high severity. */
export const isUrgent = (row: NewRow): boolean =>
  (row.kind === 'blocked' && (row.reason === 'illegal' || row.categories.some(isSafeguarding))) ||
  ((row.kind === 'search' || row.kind === 'prompt') && row.severity === 'high')

export function weightOf(row: NewRow): Weight {
  if (isUrgent(row)) return WEIGHT.urgent
  return ORDINARY.has(row.kind) ? WEIGHT.ordinary : WEIGHT.notable
}
