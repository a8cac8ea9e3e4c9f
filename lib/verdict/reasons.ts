/** What the parts of a verdict's reason come to, for screens and rows. */
import type { CategoryId } from '../policy/categories.ts'
import type { Reason } from './verdict.ts'

/** What finally decided: of an address within an address the reason for that one. */
export function innermost(reason: Reason): Exclude<Reason, { kind: 'carried' }> {
  let found = reason
  while (found.kind === 'carried') found = found.inner
  return found
}

/** The category that a reason names, where it names one. */
export function categoryIn(reason: Reason): CategoryId | undefined {
  const found = innermost(reason)
  return 'category' in found ? found.category : undefined
}
