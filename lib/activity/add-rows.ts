/** The transaction that makes rows real: they, the counter and their key, all or nothing. */
import type { SealedRow } from '../protocol/wire.ts'
import { type KerbDatabase, readNumbers, type StoredKey, type StoredRow } from './database.ts'

/** What is known of a session key before the transaction: all of it once it is wrapped. */
export type KnownKey = Partial<StoredKey> & { readonly id: string }

export interface Attempt {
  /** The counter that the rows' numbers were made from, and what it becomes. */
  readonly base: number
  readonly next: number
  readonly sealed: readonly StoredRow[]
  readonly stored: KnownKey
  /** Further changes to the same tables. */
  readonly also: () => Promise<void>
}

/** The counter is not what the numbers were made from; takes the transaction back. */
class Overtaken extends Error {}

/**
 * Asks for the counter and writes in one breath, then lets the transaction stand only if the counter was what the
 * numbers were made from: waiting for the answer first would double the time in which a crash loses the rows.
 * Returns the key's record as it is now, nothing when there were no rows, `conflict` when another worker was faster.
 */
export async function addIfNext(
  db: KerbDatabase,
  { base, next, sealed, stored, also }: Attempt,
): Promise<StoredKey | undefined | 'conflict'> {
  try {
    return await db.transaction('rw', [db.rows, db.keys, db.losses, db.meta], async () => {
      const reading = readNumbers(db)
      const key = stored.wrapped ? stored : { ...(await db.keys.get(stored.id)), ...stored }
      const now: StoredKey = { ...key, first: key.first ?? base + 1, last: next }
      const writing =
        sealed.length === 0
          ? []
          : [db.rows.bulkAdd([...sealed]), db.meta.put({ id: 'numbers', written: next }), db.keys.put(now)]
      const [numbers] = await Promise.all([reading, ...writing])
      if (numbers.written !== base) throw new Overtaken()
      await also()
      return sealed.length === 0 ? undefined : now
    })
  } catch (error) {
    if (!isOvertaken(error) || (await readNumbers(db)).written === base) throw error
    // Ours already: a commit whose answer was lost with the connection.
    return (await isStored(db, sealed[0])) ? undefined : 'conflict'
  }
}

/** Another worker's row has this number, or had it. */
const isOvertaken = (error: unknown): boolean =>
  error instanceof Overtaken ||
  (error instanceof Error && (error.name === 'BulkError' || error.name === 'ConstraintError'))

async function isStored(db: KerbDatabase, row: SealedRow | undefined): Promise<boolean> {
  if (!row) return false
  return (await db.rows.get(row.seq))?.nonce === row.nonce
}
