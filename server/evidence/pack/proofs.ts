/** What proves the rows of a pack: their entries, the way from each to its day, the days, the keys. */
import { setImmediate } from 'node:timers/promises'
import type { Context } from '../../context.ts'
import type { Database } from '../../db/open.ts'
import { digestsOf } from '../check-days.ts'
import type { PackProgress } from './pace.ts'
import type { PackedEntry, PackedEvidence } from '../verifier/pack.ts'
import { pathsOf } from '../verifier/proof.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const AT_ONCE = 200

/** Throws Cancelled. @param ids of entries */
export async function packProofs(
  { db }: Pick<Context, 'db'>,
  ids: ReadonlySet<number>,
  installations: readonly string[],
  progress: PackProgress,
): Promise<Omit<PackedEvidence, 'v' | 'school'>> {
  const all = await db.selectFrom('evidence_days').selectAll().orderBy('day').execute()
  const entries: Record<string, PackedEntry> = {}
  const sorted = [...ids].toSorted((a, b) => a - b)
  progress.begin('proofs', all.length)
  for (const day of all) {
    progress.add(1)
    progress.check()
    const own = sorted.filter((id) => id >= day.first && id <= day.last)
    if (own.length === 0) continue
    const places = own.map((id) => id - day.first)
    const paths = pathsOf(await digestsOf(db, day.first, day.last), places)
    for (const [i, { id, head, body }] of (await readEntries(db, own)).entries())
      entries[id] = { head, body, day: day.day, place: places[i] ?? 0, path: (paths[i] ?? []).map(hex) }
    await setImmediate()
  }
  const open = sorted.filter((id) => id > (all.at(-1)?.last ?? 0))
  for (const { id, head, body } of await readEntries(db, open))
    entries[id] = { head, body, day: null, place: 0, path: [] }
  // All days from the first that is needed on: the last of them is the one that was mailed last.
  const first = all.findIndex(({ last }) => last >= (sorted[0] ?? Infinity))
  const days = first < 0 ? [] : all.slice(first)
  const before = all[first - 1]
  return {
    entries,
    before: before ? hex(before.head) : '',
    days: days.map(({ day, first: from, last, root, head }) => ({
      day,
      count: last - from + 1,
      root: hex(root),
      head: hex(head),
    })),
    keys: await keysOf(db, installations),
  }
}

async function readEntries(db: Database, ids: readonly number[]) {
  const read: { id: number; head: string; body: string }[] = []
  for (let i = 0; i < ids.length; i += AT_ONCE) {
    const rows = await db
      .selectFrom('evidence_entries')
      .select(['id', 'head', 'body'])
      .where('id', 'in', ids.slice(i, i + AT_ONCE))
      .orderBy('id')
      .execute()
    for (const { id, head, body } of rows)
      read.push({ id, head, body: Buffer.from(body ?? []).toString('base64') })
    await setImmediate()
  }
  return read
}

async function keysOf(db: Database, installations: readonly string[]): Promise<Record<string, string>> {
  if (installations.length === 0) return {}
  const rows = await db
    .selectFrom('installations')
    .select(['installation', 'public_key'])
    .where('installation', 'in', installations)
    .execute()
  return Object.fromEntries(
    rows.map(({ installation, public_key }) => [installation, Buffer.from(public_key).toString('base64url')]),
  )
}
