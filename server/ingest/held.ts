/** What of a batch's numbers is here already, asked once before anything of it is stored. */
import type { Database } from '../db/open.ts'
import type { DecodedBatch } from './decode.ts'

export interface Held {
  /** Numbers that hold a row, or did until they were acknowledged. */
  readonly there: ReadonlySet<number>
  /** Of these, numbers above a gap of whose rows nothing else is left. */
  readonly emptied: ReadonlySet<number>
}

/** An ordinary batch, all of whose numbers are new, asks nothing. @param before `stored`: the highest number that is */
export async function heldAmong(
  db: Database,
  id: number,
  { seqs }: Pick<DecodedBatch, 'seqs'>,
  { acknowledged, stored }: { readonly acknowledged: number; readonly stored: number },
): Promise<Held> {
  const there = new Set(seqs.filter((seq) => seq <= acknowledged))
  const emptied = new Set<number>()
  const maybe = seqs.filter((seq) => seq > acknowledged && seq <= stored)
  if (maybe.length === 0) return { there, emptied }
  const rows = await db
    .selectFrom('rows')
    .select(['seq', 'kind'])
    .where('installation', '=', id)
    .where('seq', 'in', maybe)
    .execute()
  for (const { seq, kind } of rows) {
    there.add(seq)
    if (kind === 'expired') emptied.add(seq)
  }
  return { there, emptied }
}
