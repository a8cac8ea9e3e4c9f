/**
 * Goes through the whole chain and every row that is there: what was changed, taken away, put in or put elsewhere is
 * named. Rows that are gone must have been noted as gone. Reads only, some at a time.
 */
import { setImmediate } from 'node:timers/promises'
import type { Context } from '../context.ts'
import { checkDays } from './check-days.ts'
import {
  type BatchHead,
  digestAt,
  readBody,
  type RemovedHead,
  rowDigest,
  sha256,
  storedOf,
  UNREAD,
} from './verifier/proof.ts'
import { NumberSet } from './number-set.ts'
import { provedRows, type StoredProved } from './stored-rows.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people'>

export interface Checked {
  readonly entries: number
  readonly days: number
  /** Rows that are as they came. */
  readonly rows: number
  /** Rows that are gone, as was noted. */
  readonly gone: number
  /** What does not fit, in a sentence each; the first hundred. */
  readonly problems: readonly string[]
}

const AT_ONCE = 200
const MOST_PROBLEMS = 100

type Tell = (problem: string) => void

/** Checks everything. Entries of a day that is not over yet are under no head: only their rows are checked. */
export async function checkChain(parts: Parts, now: number): Promise<Checked> {
  const problems: string[] = []
  const tell: Tell = (problem) => {
    if (problems.length < MOST_PROBLEMS) problems.push(problem)
  }
  const days = await checkDays(parts.db, now, tell)
  const gone = await removedOf(parts)
  const found = { entries: 0, rows: 0, gone: 0 }
  const seen = new Map<number, number>()
  for await (const { id, kind, installation, head: text, body_digest, body } of entries(parts)) {
    found.entries += 1
    const isWhole = body !== null && sha256(body).equals(body_digest)
    if (body !== null && !isWhole) tell(`the digests of entry ${id} are not what they were`)
    if (kind !== 'batch' || installation === null) continue
    const head = JSON.parse(text) as BatchHead
    const stored = storedOf(head)
    const rows = await provedRows(
      parts,
      installation,
      stored.map(({ seq }) => seq),
    )
    const proof = isWhole ? readBody(body) : null
    for (const { seq, place } of stored) {
      const row = rows.get(seq)
      const name = `row ${seq} of ${head.installation.slice(0, 8)}`
      const isGone = gone.get(head.installation)?.has(seq) === true
      if (row === undefined && isGone) found.gone += 1
      else if (row === undefined) tell(`${name} is gone, and nothing says why`)
      else if (isGone || proof === null || !fits(head.installation, row, digestAt(proof, place)))
        tell(`${name} is not as it came`)
      else found.rows += 1
    }
    seen.set(installation, (seen.get(installation) ?? 0) + saltedIn(rows))
  }
  await checkStrangers(parts, seen, tell)
  return { ...found, days, problems }
}

const saltedIn = (rows: ReadonlyMap<number, StoredProved>): number =>
  [...rows.values()].filter(({ salt }) => salt !== null).length

function fits(installation: string, { salt, row }: StoredProved, digest: Buffer): boolean {
  if (row[2] === 'unreadable') return digest.equals(UNREAD)
  return salt !== null && rowDigest(installation, salt, row).equals(digest)
}

async function* entries({ db }: Parts) {
  for (let last = 0, more = true; more;) {
    const page = await db
      .selectFrom('evidence_entries')
      .selectAll()
      .where('id', '>', last)
      .orderBy('id')
      .limit(AT_ONCE)
      .execute()
    yield* page
    last = page.at(-1)?.id ?? last
    more = page.length === AT_ONCE
    await setImmediate()
  }
}

/** The numbers that were noted as gone, by installation. */
async function removedOf({ db }: Parts): Promise<ReadonlyMap<string, NumberSet>> {
  const ranges = new Map<string, [number, number][]>()
  for (let last = 0, more = true; more;) {
    const page = await db
      .selectFrom('evidence_entries')
      .select(['id', 'head'])
      .where('kind', '=', 'removed')
      .where('id', '>', last)
      .orderBy('id')
      .limit(AT_ONCE)
      .execute()
    for (const { head } of page)
      for (const [installation, own] of (JSON.parse(head) as RemovedHead).rows) {
        const all = ranges.get(installation) ?? []
        ranges.set(installation, all)
        for (const [from, to] of own) all.push([from, to])
      }
    last = page.at(-1)?.id ?? last
    more = page.length === AT_ONCE
    await setImmediate()
  }
  return new Map([...ranges].map(([installation, own]) => [installation, new NumberSet(own)]))
}

/** Rows that no batch brought; those from before rows were proved carry no salt. */
async function checkStrangers({ db }: Parts, seen: ReadonlyMap<number, number>, tell: Tell): Promise<void> {
  const counts = await db
    .selectFrom('rows')
    .select((e) => ['installation', e.fn.countAll<number>().as('count')])
    .where('salt', 'is not', null)
    .groupBy('installation')
    .execute()
  for (const { installation, count } of counts) {
    const strangers = count - (seen.get(installation) ?? 0)
    if (strangers > 0) tell(`${strangers} rows of installation ${installation} came with no batch`)
  }
}
