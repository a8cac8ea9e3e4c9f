/**
 * The chain's entries: that a batch came, with the digests of its rows, and that rows are gone, with why. Each is written
 * in the transaction of what it is about, and none is changed afterwards.
 */
import type { Database } from '../db/open.ts'
import type { DecodedBatch } from '../ingest/decode.ts'
import { type BatchHead, bodyBytes, folded, type RemovedHead, sha256 } from './verifier/proof.ts'

const NO_BODY = sha256('')

/** Notes a batch of which something was stored. @param there the numbers that held a row before */
export async function keepProof(
  db: Database,
  id: number,
  sent: Pick<DecodedBatch, 'seqs' | 'proof' | 'installation'>,
  there: ReadonlySet<number>,
  now: number,
): Promise<void> {
  const { seqs, proof, installation } = sent
  const taken = new Set(there)
  const stored: number[] = []
  let [first, last] = [Infinity, 0]
  for (const [place, seq] of seqs.entries()) {
    if (taken.has(seq)) continue
    taken.add(seq)
    stored.push(place)
    first = Math.min(first, seq)
    last = Math.max(last, seq)
  }
  if (stored.length === 0) return
  const head: BatchHead = {
    v: 1,
    kind: 'batch',
    installation,
    received: now,
    seqs: folded(seqs),
    stored: stored.length === seqs.length ? null : folded(stored),
  }
  const body = bodyBytes(proof)
  await db
    .insertInto('evidence_entries')
    .values({
      at: now,
      kind: 'batch',
      installation: id,
      first,
      last,
      head: JSON.stringify(head),
      body_digest: sha256(body),
      body,
    })
    .execute()
}

interface Pair {
  readonly installation: number
  readonly seq: number
}

/** Notes that these rows are gone, in the transaction that deletes them. */
export async function keepRemoved(
  db: Database,
  rows: readonly Pair[],
  reason: RemovedHead['reason'],
  now: number,
): Promise<void> {
  if (rows.length === 0) return
  const seqs = new Map<number, number[]>()
  for (const { installation, seq } of rows) push(seqs, installation, seq)
  const named = await db
    .selectFrom('installations')
    .select(['id', 'installation'])
    .where('id', 'in', [...seqs.keys()])
    .execute()
  const head: RemovedHead = {
    v: 1,
    kind: 'removed',
    at: now,
    reason,
    rows: named.map(({ id, installation }) => [
      installation,
      folded((seqs.get(id) ?? []).toSorted((a, b) => a - b)),
    ]),
  }
  await db
    .insertInto('evidence_entries')
    .values({
      at: now,
      kind: 'removed',
      installation: null,
      first: null,
      last: null,
      head: JSON.stringify(head),
      body_digest: NO_BODY,
      body: null,
    })
    .execute()
}

function push(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
