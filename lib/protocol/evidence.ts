/**
 * What a batch is proved by, made on the device and checked by the server. Each row is sealed together with a salt of
 * its own; its digest is made of the salt and of what the server stores of it, so it says nothing once the salt is gone.
 * It is not sent: the server makes it again.
 * The request that brings a batch names the digest of all of them (`?rows=`), which its signature covers.
 */
import { concat, fromBase64url, sha256, toBase64url, utf8 } from './bytes.ts'
import { columnsOf, type RowColumns, storable } from './row-columns.ts'
import type { Row } from './rows.ts'

const SALT_BYTES = 16

/** Where batches are sent, and the part of that address which names the digest of their rows. */
export const ACTIVITY_PATH = '/v1/activity'
export const ROWS_PARAMETER = 'rows'

/** A row as its digest has it. */
export interface ProvedRow extends RowColumns {
  readonly seq: number
  readonly at: number
  readonly kind: string
  /** Who, without regard to case; null for the device alone. */
  readonly who: string | null
  readonly from: string | null
}

/** What its digest is made of, in this order, for good. */
export const inOrder = (r: ProvedRow) =>
  [
    r.seq,
    r.at,
    r.kind,
    r.who,
    r.from,
    r.host,
    r.categories,
    r.action,
    r.reason,
    r.target,
    r.first,
    r.second,
    r.secret,
  ] as const

/** The text whose SHA-256 is the row's digest. @param salt base64url of 16 random bytes */
export const digestText = (installation: string, salt: string, row: ProvedRow): string =>
  `kerb row v1\n${installation}\n${salt}\n${JSON.stringify(inOrder(row))}`

/** A name as it stands in digests: that of one person is the same however it is written. */
export const provedName = (name: string): string => storable(name.trim().toLowerCase())

export const provedRow = (row: Row, columns = columnsOf(row)): ProvedRow => ({
  seq: row.seq,
  at: Math.trunc(row.at),
  kind: row.kind,
  who: row.who ? provedName(row.who.name) : null,
  from: row.who?.from ?? null,
  ...columns,
})

export const newSalt = (): string => toBase64url(crypto.getRandomValues(new Uint8Array(SALT_BYTES)))

/** The digest of a row that carries its salt: base64url of 32 bytes. */
export const rowDigest = async (
  installation: string,
  row: Row & { readonly salt: string },
): Promise<string> => toBase64url(await sha256(utf8(digestText(installation, row.salt, provedRow(row)))))

/** What stands before the digests of a batch, in the order in which its rows are sent. */
export const batchText = (seqs: readonly number[]): string => `kerb batch v1\n${seqs.join(' ')}\n`

/**
 * The digest that stands for a batch: base64url of the SHA-256 of its numbers and its rows' digests. Null when one of its
 * rows has none, as those of earlier versions.
 */
export async function batchDigest(
  rows: readonly { readonly seq: number; readonly digest?: string | undefined }[],
): Promise<string | null> {
  const digests = rows.map(({ digest }) => (digest === undefined ? null : fromBase64url(digest)))
  if (!digests.every((digest) => digest !== null)) return null
  return toBase64url(await sha256(concat(utf8(batchText(rows.map(({ seq }) => seq))), ...digests)))
}
