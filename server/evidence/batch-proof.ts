/** Digests of a batch's rows, made where it is decoded. */
import { createHash, hash, randomBytes } from 'node:crypto'
import { batchText, digestText, provedRow } from '../../lib/protocol/evidence.ts'
import type { RowColumns } from '../../lib/protocol/row-columns.ts'
import type { Row } from '../../lib/protocol/rows.ts'
import { type BatchBody, DIGEST_BYTES, type SignedBatch, UNREAD } from './verifier/proof.ts'

const SALT = 16

export class BatchProofs {
  readonly #installation: string
  readonly #stored: Buffer
  /** Where they differ from what the device sealed: its own. */
  readonly #sent = new Map<number, Buffer>()
  readonly #salts: Buffer
  readonly #seqs: number[] = []
  /** The device's digests are known: it salts its rows, and all of them could be read. */
  #isKnown = true

  constructor(installation: string, count: number) {
    this.#installation = installation
    this.#stored = Buffer.alloc(count * DIGEST_BYTES)
    this.#salts = Buffer.alloc(count * SALT)
  }

  /** The next row is one that was read. @param at as it is stored */
  row(row: Row, columns: RowColumns, at: number): void {
    const place = this.#seqs.length
    this.#isKnown &&= row.salt !== undefined
    const salt = row.salt ?? randomBytes(SALT).toString('base64url')
    this.#salts.write(salt, place * SALT, 'base64url')
    const said = provedRow(row, columns)
    this.#next(row.seq, this.#digest(salt, at === said.at ? said : { ...said, at }))
    if (at !== said.at) this.#sent.set(place, this.#digest(salt, said))
  }

  /** The next row is one that could not be read. */
  unread(seq: number): void {
    this.#isKnown = false
    this.#next(seq, UNREAD)
  }

  #digest(salt: string, row: ReturnType<typeof provedRow>): Buffer {
    return hash('sha256', digestText(this.#installation, salt, row), 'buffer')
  }

  #next(seq: number, digest: Buffer): void {
    digest.copy(this.#stored, this.#seqs.length * DIGEST_BYTES)
    this.#seqs.push(seq)
  }

  /** All salts, 16 bytes a row; nothing where a row could not be read. */
  get salts(): Buffer {
    return this.#salts
  }

  /** @param request the signature that the batch came with */
  proof(request: SignedBatch | undefined): BatchBody {
    if (!this.#isKnown || !request) return { signed: null, given: null, own: this.#stored }
    const given = this.#sent.size === 0 ? this.#stored : Buffer.from(this.#stored)
    for (const [place, digest] of this.#sent) digest.copy(given, place * DIGEST_BYTES)
    const rows = createHash('sha256').update(batchText(this.#seqs)).update(given).digest('base64url')
    if (rows !== request.rows) return { signed: null, given: null, own: this.#stored }
    return { signed: request, given, own: given === this.#stored ? null : this.#stored }
  }
}
