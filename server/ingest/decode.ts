/**
 * A batch from its bytes to rows ready to be stored: unsealed, held to their schema, and what must not lie open in
 * the database sealed again with the server's own key. Nothing here touches the database, so it can run beside the
 * thread that does. node:crypto instead of WebCrypto, which costs ten times as much a row.
 */
import { createDecipheriv, type KeyObject } from 'node:crypto'
import { columnsOf } from '../../lib/protocol/row-columns.ts'
import { type Row, rowSchema } from '../../lib/protocol/rows.ts'
import type { activityRequestSchema, SealedRow, SessionKey } from '../../lib/protocol/wire.ts'
import type { z } from '../../lib/zod.ts'
import { type Signal, signalOf } from '../alerts/signal.ts'
import { BatchProofs } from '../evidence/batch-proof.ts'
import type { BatchBody, SignedBatch } from '../evidence/verifier/proof.ts'
import { type Sight, sightOf } from '../found/sight.ts'
import type { Vault } from '../keys/vault.ts'
import { type LockedHit, lockedHitOf } from '../lists/locked-hits.ts'
import { isSurelyRow } from './quick.ts'
import { pushRow, pushSalts, pushUnreadable, timeOf, type Value } from './row-values.ts'
import type { SessionKeys } from './session-keys.ts'

/** A batch whose shape was checked. */
export type Batch = z.infer<typeof activityRequestSchema>

export type UnreadableProblem = 'no-key' | 'not-opened' | 'not-json' | 'not-a-row' | 'wrong-number'

export interface DecodedBatch {
  readonly written: number
  /** The numbers of its rows. */
  readonly seqs: readonly number[]
  /** Its rows' values, row after row in one flat list: that crosses to another thread at a third of the cost. */
  readonly values: Value[]
  /** Distinct people of the batch. */
  readonly people: readonly { readonly lookup: string; readonly name: string }[]
  readonly unreadable: readonly {
    readonly row: SealedRow
    readonly problem: UnreadableProblem
    readonly key: SessionKey | null
  }[]
  readonly lost: readonly {
    readonly seq: number
    readonly from: number
    readonly to: number
    readonly reason: string
  }[]
  /** What the guard found, by its rows. */
  readonly found: readonly Sight[]
  /** Entries of locked lists that its rows name. */
  readonly locked: readonly LockedHit[]
  /** What its rows say of worrying themes. */
  readonly signals: readonly Signal[]
  readonly proof: BatchBody
  /** Its installation's name. */
  readonly installation: string
}

export interface DecodeWith {
  readonly vault: Vault
  readonly sessionKeys: SessionKeys
  /** The row of `installations`. */
  readonly id: number
  readonly installation: string
  readonly now: number
  /** The signature that it came with, when that names the digest of its rows. */
  readonly signed?: SignedBatch | undefined
}

/** Decodes a batch that fits its schema. Never throws for what a row holds: such a row is kept as unreadable. */
export async function decodeBatch(batch: Batch, w: DecodeWith): Promise<DecodedBatch> {
  const keys = new Map<string, { opener: KeyObject | null; key: SessionKey }>()
  const openers = await w.sessionKeys.open(w.installation, batch.keys)
  for (const [i, key] of batch.keys.entries()) keys.set(key.id, { opener: openers[i] ?? null, key })
  const people = new Map<string, { index: number; name: string; lookup: string }>()
  const seqs: number[] = []
  const values: Value[] = []
  const unreadable: DecodedBatch['unreadable'][number][] = []
  const lost: DecodedBatch['lost'][number][] = []
  const found: Sight[] = []
  const locked: LockedHit[] = []
  const signals: Signal[] = []
  const proofs = new BatchProofs(w.installation, batch.rows.length)
  const unsalted: number[] = []
  // As rowAad in lib/protocol/seal.ts has it; a test holds the two together.
  const aad = `kerb row v1:${w.installation}:`
  for (const sealed of batch.rows) {
    seqs.push(sealed.seq)
    const key = keys.get(sealed.key)
    const nonce = Buffer.from(sealed.nonce, 'base64url')
    const mark = markOf(nonce)
    const opened = key?.opener ? open(sealed, key.opener, nonce, aad) : ('no-key' as const)
    if (typeof opened === 'string') {
      unsalted.push(seqs.length - 1)
      pushUnreadable(values, sealed.seq, mark, w)
      proofs.unread(sealed.seq)
      unreadable.push({ row: sealed, problem: opened, key: key?.key ?? null })
      continue
    }
    const person = personIndex(people, opened, w.vault)
    const columns = columnsOf(opened)
    const at = timeOf(opened, w)
    pushRow(values, opened, { at, columns, person }, w)
    proofs.row(opened, columns, at)
    const sight = sightOf(opened, at, person, w)
    if (sight) found.push(sight)
    const hit = lockedHitOf(opened, at, person, w)
    if (hit) locked.push(hit)
    const signal = signalOf(opened, at, person, w)
    if (signal) signals.push(signal)
    values.push(mark, null)
    if (opened.kind === 'lost') {
      const { from, to } = opened
      if (from >= 1 && to >= from)
        lost.push({ seq: opened.seq, from, to, reason: opened.reason.slice(0, 200) })
    }
  }
  pushSalts(values, w.vault.blocks(proofs.salts), unsalted)
  return {
    written: batch.written,
    seqs,
    values,
    people: [...people.values()].map(({ lookup, name }) => ({ lookup, name })),
    unreadable,
    lost,
    found,
    locked,
    signals,
    proof: proofs.proof(w.signed),
    installation: w.installation,
  }
}

function personIndex(
  people: Map<string, { index: number; name: string; lookup: string }>,
  row: Row,
  vault: Vault,
): number | null {
  if (!row.who) return null
  const known = people.get(row.who.name)
  if (known) return known.index
  const lookup = vault.lookup(row.who.name).toString('hex')
  const index = people.size
  people.set(row.who.name, { index, name: row.who.name, lookup })
  return index
}

function open(sealed: SealedRow, key: KeyObject, nonce: Buffer, aad: string): Row | UnreadableProblem {
  const bytes = Buffer.from(sealed.sealed, 'base64url')
  if (bytes.length < 16) return 'not-opened'
  let text: string
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce)
    decipher.setAAD(Buffer.from(`${aad}${sealed.seq}`, 'latin1'))
    decipher.setAuthTag(bytes.subarray(-16))
    const plain = decipher.update(bytes.subarray(0, -16))
    decipher.final()
    text = plain.toString('utf8')
  } catch {
    return 'not-opened' // The seal does not fit this key, installation and number.
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'not-json'
  }
  const row = isSurelyRow(value) ? value : rowSchema.safeParse(value).data
  if (!row) return 'not-a-row'
  return row.seq === sealed.seq ? row : 'wrong-number'
}

/**
 * What a row is known again by: half of its nonce, 48 random bits that fit into a number. The device seals a row once
 * and sends it as often as it must, so the same row always brings the same nonce and another row another one. It
 * tells honest copies of one profile apart; whoever writes rows of their own with a stolen key need not repeat any.
 */
const markOf = (nonce: Buffer): number => nonce.readUIntBE(0, 6)
