/** Rows as they are stored, in the form in which they were proved. */
import { inOrder, provedName } from '../../lib/protocol/evidence.ts'
import type { Context } from '../context.ts'
import { PLACE_OF } from '../keys/vault.ts'
import type { RowTuple } from './verifier/proof.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people'>

export interface StoredProved {
  readonly row: RowTuple
  /** Null where it was not read, or is from before rows were proved. */
  readonly salt: string | null
  /** A number of `people`. */
  readonly person: number | null
}

/** Those of these numbers that are there; a bare number is not. */
export async function provedRows(
  parts: Parts,
  installation: number,
  seqs: readonly number[],
): Promise<Map<number, StoredProved>> {
  if (seqs.length === 0) return new Map()
  const { db, vault, people } = parts
  const rows = await db
    .selectFrom('rows')
    .selectAll()
    .where('installation', '=', installation)
    .where('seq', 'in', seqs)
    .where('kind', '!=', 'expired')
    .execute()
  const names = await people.namesOf(db, [...new Set(rows.flatMap(({ person }) => person ?? []))])
  return new Map(
    rows.map((r) => {
      const who = r.person === null ? null : provedName(names.get(r.person) ?? '')
      const secret = secretOf(vault, r)
      const row = inOrder({ ...r, who, from: r.person_from, secret: secret ?? null })
      return [r.seq, { row, salt: secret === undefined ? null : saltOf(vault, r.salt), person: r.person }]
    }),
  )
}

/** Undefined for bytes that were not sealed for this place: the row is not what it was, and cannot be proved. */
function secretOf(
  vault: Parts['vault'],
  { installation, seq, secret }: { installation: number; seq: number; secret: Uint8Array | null },
): string | null | undefined {
  if (secret === null) return null
  try {
    return vault.open(secret, PLACE_OF.row(installation, seq))
  } catch {
    return undefined // The seal does not fit.
  }
}

const saltOf = (vault: Parts['vault'], salt: string | null): string | null =>
  salt === null ? null : vault.unblocks(Buffer.from(salt, 'base64url')).toString('base64url')
