/**
 * Lists that are smaller on purpose. Each update is judged by the server, source by source; a device sees only what
 * comes of it, perhaps of many at once, and could not tell a source that was removed from a list that was lost.
 */
import type { ListsDocument } from '../protocol/lists-document.ts'

/**
 * What a document that is to be published says of being smaller. It goes on saying so in later versions: there is
 * always a device that has missed the one in between. `before`: the one in force; `epoch`: that of the next.
 */
export function smallerThan(
  before: ListsDocument | null,
  next: ListsDocument,
  epoch: number,
): Pick<ListsDocument, 'smallerThan'> {
  // Another epoch is compared with nothing.
  if (before?.version.epoch !== epoch) return {}
  const since = isSmaller(before, next) ? before.version.number : before.smallerThan
  return since === undefined ? {} : { smallerThan: since }
}

/** Whether a device that holds the one must take the other although there is less in it. Both of one epoch. */
export const isMeant = (held: ListsDocument, next: ListsDocument): boolean =>
  next.smallerThan !== undefined && held.version.number <= next.smallerThan

function isSmaller(before: ListsDocument, next: ListsDocument): boolean {
  if ((next.index?.names ?? 0) < (before.index?.names ?? 0)) return true
  const sizes = new Map(next.segments.map(({ id, hosts }) => [id, hosts.length]))
  return before.segments.some(({ id, hosts }) => (sizes.get(id) ?? 0) < hosts.length)
}
