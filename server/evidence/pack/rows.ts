/** The rows of a pack: all that is on record of one person in a span, each with the entry that proves it. */
import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { provedRows, type StoredProved } from '../stored-rows.ts'
import { type BatchHead, storedOf } from '../verifier/proof.ts'
import type { PackProgress } from './pace.ts'
import type { PackedRow } from '../verifier/pack.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people'>

export interface Span {
  readonly person: number
  readonly since: number
  /** Not included. */
  readonly until: number
}

export interface PackRows {
  /** The oldest first. */
  readonly rows: readonly (PackedRow & { readonly device: string })[]
  /** Entries that prove them, by id. */
  readonly entries: ReadonlySet<number>
  /** There were more than one pack holds: it has the newest. */
  readonly isCut: boolean
}

/** More rows than anybody reads; a year of one pupil is some ten thousand. */
export const MOST_PACKED = 50_000
const AT_ONCE = 500

interface Found {
  readonly installation: number
  readonly seq: number
  readonly at: number
}

/** Of confirmed installations alone. Throws Cancelled. */
export async function packRows(
  parts: Parts,
  span: Span,
  progress: PackProgress,
  most = MOST_PACKED,
): Promise<PackRows> {
  const places = await placesOf(parts, span, most + 1)
  const isCut = places.length > most
  const taken = places.slice(0, most)
  progress.begin('rows', taken.length)
  const rows: (PackedRow & { device: string })[] = []
  const entries = new Set<number>()
  for (const [id, seqs] of byInstallation(taken)) {
    const { name, device } = await installationOf(parts, id)
    const proofs = await proofsOf(parts, { id, name }, seqs)
    for (let i = 0; i < seqs.length; i += AT_ONCE) {
      const stored = await provedRows(parts, id, seqs.slice(i, i + AT_ONCE))
      for (const [seq, one] of stored) {
        const proof = one.salt === null ? undefined : proofs.get(seq)
        if (proof) entries.add(proof.entry)
        rows.push({ ...packed(name, one, proof), device })
      }
      progress.add(AT_ONCE)
      progress.check()
      await setImmediate()
    }
  }
  return {
    rows: rows.toSorted((a, b) => a.row[1] - b.row[1] || a.row[0] - b.row[0]),
    entries,
    isCut,
  }
}

interface Proof {
  readonly entry: number
  readonly place: number
}

const packed = (installation: string, { row, salt }: StoredProved, proof: Proof | undefined): PackedRow => ({
  installation,
  salt,
  entry: proof?.entry ?? null,
  place: proof?.place ?? 0,
  row,
})

async function placesOf({ db }: Parts, { person, since, until }: Span, most: number): Promise<Found[]> {
  const found: Found[] = []
  for (let last: Found | undefined, more = true; more && found.length < most;) {
    let query = db
      .selectFrom('counted_rows')
      .select(['installation', 'seq', 'at'])
      .where('person', '=', person)
      .where('at', '>=', since)
      .where('at', '<', until)
      .orderBy('at', 'desc')
      .orderBy('installation', 'desc')
      .orderBy('seq', 'desc')
      .limit(AT_ONCE)
    if (last !== undefined) {
      const { at, installation, seq } = last
      query = query
        .where('at', '<=', at)
        .where(sql<boolean>`(at, installation, seq) < (${at}, ${installation}, ${seq})`)
    }
    const page: Found[] = await query.execute()
    found.push(...page)
    last = page.at(-1)
    more = page.length === AT_ONCE
    await setImmediate()
  }
  return found.slice(0, most)
}

function byInstallation(found: readonly Found[]): Map<number, number[]> {
  const seqs = new Map<number, number[]>()
  for (const { installation, seq } of found) {
    const list = seqs.get(installation)
    if (list) list.push(seq)
    else seqs.set(installation, [seq])
  }
  return seqs
}

async function installationOf({ db }: Parts, id: number): Promise<{ name: string; device: string }> {
  const found = await db
    .selectFrom('installations')
    .select(['installation', 'asset_id', 'directory_id'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const { installation: name } = found
  return { name, device: found.asset_id ?? found.directory_id ?? name.slice(0, 8) }
}

/** Where each number stands in the chain. */
async function proofsOf(
  { db }: Parts,
  { id, name }: { readonly id: number; readonly name: string },
  seqs: readonly number[],
): Promise<Map<number, Proof>> {
  const wanted = new Set(seqs)
  const [lowest, highest] = seqs.reduce(
    ([low, high], seq) => [Math.min(low, seq), Math.max(high, seq)],
    [Infinity, 0],
  )
  const proofs = new Map<number, Proof>()
  for (let last = 0, more = true; more;) {
    const page = await db
      .selectFrom('evidence_entries')
      .select(['id', 'head'])
      .where('installation', '=', id)
      .where('last', '>=', lowest)
      .where('first', '<=', highest)
      .where('id', '>', last)
      .orderBy('id')
      .limit(AT_ONCE)
      .execute()
    for (const { id: entry, head: text } of page) {
      const head = JSON.parse(text) as BatchHead
      // Small numbers of installations are used again.
      if (head.installation !== name) continue
      for (const { seq, place } of storedOf(head)) if (wanted.has(seq)) proofs.set(seq, { entry, place })
    }
    last = page.at(-1)?.id ?? last
    more = page.length === AT_ONCE
    await setImmediate()
  }
  return proofs
}
