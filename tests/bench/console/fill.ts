/** Puts rows into a database as the server would have, had devices sent them: sealed, salted, proved and signed. */
import { createHash, generateKeyPairSync, hash, type KeyObject, sign } from 'node:crypto'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { batchText } from '../../../lib/protocol/evidence.ts'
import { columnsOf } from '../../../lib/protocol/row-columns.ts'
import type { Row } from '../../../lib/protocol/rows.ts'
import { BatchProofs } from '../../../server/evidence/batch-proof.ts'
import { bodyBytes, folded, sha256 } from '../../../server/evidence/verifier/proof.ts'
import { pushRow, pushSalts, type Value } from '../../../server/ingest/row-values.ts'
import { insertText } from '../../../server/ingest/store.ts'
import type { Vault } from '../../../server/keys/vault.ts'

/** An installation that sent rows. */
export interface Sender {
  /** The row of `installations`, and the number of its person. */
  readonly id: number
  readonly installation: string
  readonly spki: Buffer
  readonly privateKey: KeyObject
}

export function newSender(id: number): Sender {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  return { id, spki, privateKey, installation: hash('sha256', spki, 'base64url') }
}

export class Filler {
  readonly #db: DatabaseSync
  readonly #vault: Vault
  readonly #inserts = new Map<number, StatementSync>()
  readonly #entry: StatementSync

  constructor(db: DatabaseSync, vault: Vault) {
    this.#db = db
    this.#vault = vault
    this.#entry =
      db.prepare(`INSERT INTO evidence_entries (at, kind, installation, first, last, head, body_digest, body)
      VALUES (?, 'batch', ?, ?, ?, ?, ?, ?)`)
  }

  /** One batch, in the caller's transaction. @param now when it came */
  batch(sender: Sender, rows: readonly Row[], now: number): void {
    const { id, installation } = sender
    const proofs = new BatchProofs(installation, rows.length)
    const values: Value[] = []
    const w = { vault: this.#vault, id, now }
    for (const row of rows) {
      const columns = columnsOf(row)
      pushRow(values, row, { at: row.at, columns, person: id }, w)
      proofs.row(row, columns, row.at)
      values.push(id * 2 ** 24 + row.seq, null)
    }
    pushSalts(values, this.#vault.blocks(proofs.salts), [])
    this.#insertOf(rows.length).run(...values)
    this.#prove(sender, rows, proofs, now)
  }

  #insertOf(count: number): StatementSync {
    const known = this.#inserts.get(count) ?? this.#db.prepare(insertText(count))
    this.#inserts.set(count, known)
    return known
  }

  #prove(sender: Sender, rows: readonly Row[], proofs: BatchProofs, now: number): void {
    const seqs = rows.map(({ seq }) => seq)
    const { own } = proofs.proof(undefined)
    const given = own ?? new Uint8Array()
    const digest = createHash('sha256').update(batchText(seqs)).update(given).digest('base64url')
    const body = bodyBytes({ signed: signedBy(sender, digest, now), given, own: null })
    const head = {
      v: 1,
      kind: 'batch',
      installation: sender.installation,
      received: now,
      seqs: folded(seqs),
      stored: null,
    }
    const [first = 0] = seqs
    const last = seqs.at(-1) ?? 0
    this.#entry.run(now, sender.id, first, last, JSON.stringify(head), sha256(body), body)
  }
}

/** As a request's signature covers it; its body was thrown away long ago. */
function signedBy({ installation, privateKey }: Sender, rows: string, now: number) {
  const content = `sha-256=:${hash('sha256', `${installation} ${now}`, 'base64')}:`
  const nonce = hash('sha256', `${now} ${installation}`, 'base64url')
  const params = `("@method" "@path" "@query" "content-digest");nonce="${nonce}";keyid="${installation}";alg="ecdsa-p256-sha256";tag="kerb"`
  const base = [
    '"@method": POST',
    '"@path": /v1/activity',
    `"@query": ?rows=${rows}`,
    `"content-digest": ${content}`,
    `"@signature-params": ${params}`,
  ].join('\n')
  const signature = sign('sha256', Buffer.from(base), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return { rows, content, nonce, signature: signature.toString('base64') }
}
