/**
 * Lessons as they are opened from the database: each revision once, because every heartbeat and every look asks for all
 * that run. One that cannot be read is left out: it must not keep the others from their pupils.
 */
import type { Vault } from '../keys/vault.ts'
import { kept, type KeptLesson, type LessonContent, type LessonRow, openContent } from './content.ts'

/** Far more than run at once in any school. */
const MOST_KEPT = 1000

interface Opened {
  readonly revision: number
  /** Undefined: it could not be read. */
  readonly content: LessonContent | undefined
}

/** By vault: a process may have several servers. */
const caches = new WeakMap<Vault, Map<string, Opened>>()
const unsaid = new WeakMap<Vault, Error[]>()

/** Of rows, those that can be read. */
export const readable = (vault: Vault, rows: readonly LessonRow[]): KeptLesson[] =>
  rows.flatMap((row) => {
    const content = contentOf(vault, row)
    return content ? [kept(row, content)] : []
  })

/** Forgets all but these, which run. */
export function forgetOpened(vault: Vault, running: ReadonlySet<string>): void {
  const cache = caches.get(vault)
  for (const id of cache?.keys() ?? []) if (!running.has(id)) cache?.delete(id)
}

/** What could not be read since this was last asked: each row once. */
export function takeUnreadable(vault: Vault): readonly Error[] {
  const errors = unsaid.get(vault) ?? []
  unsaid.delete(vault)
  return errors
}

/** What is sealed changes only with the revision (lessons.ts). */
function contentOf(vault: Vault, row: LessonRow): LessonContent | undefined {
  const cache = caches.get(vault) ?? new Map<string, Opened>()
  caches.set(vault, cache)
  const known = cache.get(row.id)
  if (known?.revision === row.revision) return known.content
  const content = opened(vault, row)
  cache.delete(row.id)
  cache.set(row.id, { revision: row.revision, content })
  const [oldest] = cache.keys()
  if (cache.size > MOST_KEPT && oldest !== undefined) cache.delete(oldest)
  return content
}

function opened(vault: Vault, row: LessonRow): LessonContent | undefined {
  try {
    return openContent(vault, row)
  } catch (cause) {
    const error = new Error(`the lesson ${row.id} cannot be read`, { cause })
    unsaid.set(vault, [...(unsaid.get(vault) ?? []), error].slice(-MOST_KEPT))
    return undefined
  }
}
