/** Which rows travel together: as many as a batch holds, with the keys that open them. */
import type { SealedRow, SessionKey } from '../protocol/wire.ts'
import { type StoredKey, type StoredRow, WEIGHT } from './database.ts'
import { MAX_BATCH_CHARS, MAX_BATCH_KEYS } from './limits.ts'
import type { Batch } from './outbox.ts'

/**
 * As many rows, in order, as fit the batch, with their keys, but for those whose key is not wrapped. `sealedTo`
 * is the seal key in use. Only keys that are wrapped to it say so: a server that does not have it refuses the batch,
 * and waits for the school to put that right; what an earlier one opens, or nothing any more, is the server's to see.
 */
export function fill(
  candidates: readonly StoredRow[],
  stored: ReadonlyMap<string, StoredKey>,
  sealedTo?: string,
): Omit<Batch, 'written'> {
  const keys = new Map<string, SessionKey>()
  const rows: SealedRow[] = []
  const digests: { seq: number; digest: string | undefined }[] = []
  let chars = 0
  let urgent = false
  for (const { seq, key, nonce, sealed, digest, weight } of candidates) {
    const { enc, wrapped, to } = stored.get(key) ?? {}
    if (!enc || !wrapped) continue
    chars += sealed.length
    if (rows.length > 0 && (chars > MAX_BATCH_CHARS || (!keys.has(key) && keys.size === MAX_BATCH_KEYS)))
      break
    keys.set(key, { id: key, enc, wrapped, ...(to !== undefined && to === sealedTo && { to }) })
    urgent ||= weight === WEIGHT.urgent
    rows.push({ seq, key, nonce, sealed })
    digests.push({ seq, digest })
  }
  return { keys: [...keys.values()], rows, digests, urgent }
}
