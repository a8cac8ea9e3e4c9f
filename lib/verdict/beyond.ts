/** What an unblock does not reach: whoever opened a host did not know what a name below it is listed for. */
import { isSafeguarding, type Action, type CategoryId } from '../policy/categories.ts'

/** Whether a host carries a safeguarding theme that is blocked, and that the unblock's own host does not carry. */
export function isBeyond(
  categories: Iterable<CategoryId>,
  own: ReadonlySet<CategoryId>,
  actions: Readonly<Record<CategoryId, Action>>,
): boolean {
  for (const id of categories) if (isSafeguarding(id) && actions[id] === 'block' && !own.has(id)) return true
  return false
}
