/** What pages say while nobody has said who is there (lib/messages/cover): the same, without what is about one person. */
import type { Status } from './device.ts'
import type { Explanation } from './protocol.ts'

/** A pause closes what it closes. That it is one, why and until when is told to the one whose it is. */
export function unnamedExplanation(x: Explanation): Explanation {
  if (x.reasonKind !== 'suspension') return x
  const { suspension: _, entryNote: _note, until: _until, ...stays } = x
  return { ...stays, reasonKind: 'own-entry', remedy: 'none' }
}

export function unnamedStatus(status: Status): Status {
  const { person: _, suspension: _paused, unread: _unread, ...stays } = status
  return stays
}
