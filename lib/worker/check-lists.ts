/** What must hold before lists are taken, beyond their signature: they still know what everybody knows. */
import type { DocumentKind, DocumentOf } from '../device/fetch-documents.ts'
import { checkCanaries, checkUpdate } from '../lists/canaries.ts'
import { shippedLists } from '../lists/load.ts'
import { LockedError, openLocked } from '../lists/locked/locked.ts'
import type { ListsDocument } from '../protocol/lists-document.ts'
import type { LockedDocument } from '../protocol/locked-document.ts'
import type { Facts } from './facts.ts'
import type { Problem } from './problems.ts'

type Held = Pick<Facts, 'lists' | 'locked'>

/** @returns what is wrong, or undefined when the document may be taken */
export function checkLists(held: Held, next: DocumentOf[DocumentKind]): Problem | undefined {
  if ('segments' in next) return checkCategories(held.lists, next)
  return 'key' in next ? checkLocked(held.locked, next) : undefined
}

function checkCategories(held: ListsDocument | null, next: ListsDocument): Problem | undefined {
  // The index is asked when it has come: lib/worker/lists/obtain. Canaries are for what others publish: what the school
  // itself says of a host that everybody knows is no accident.
  const { corrections: _, ...published } = next
  const problems = [...checkUpdate(held, next).problems, ...checkCanaries(shippedLists(published))]
  return problems.length === 0 ? undefined : { code: 'lists-held', detail: problems.join(' ').slice(0, 500) }
}

/**
 * Whoever has the server may put in other lists. None instead of some would be the slot switched off, unless the document
 * says of each that it was taken out.
 */
function checkLocked(held: LockedDocument | null, next: LockedDocument): Problem | undefined {
  const filled = ({ lists }: LockedDocument) => lists.filter(({ entries }) => entries !== '')
  const removed = next.removed ?? []
  const missed = held === null ? [] : filled(held).filter(({ id }) => !removed.includes(id))
  if (missed.length > 0 && filled(next).length === 0)
    return { code: 'locked-held', detail: 'The new lists of illegal content are empty: those before stay.' }
  try {
    openLocked(next)
    return undefined
  } catch (error) {
    if (!(error instanceof LockedError)) throw error
    return { code: 'locked-held', detail: error.message }
  }
}
