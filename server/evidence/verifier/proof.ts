/**
 * What everything is proved by: digests of rows, the signature of a batch, the tree of a day, the heads that follow each
 * other. Nothing but Node's own SHA-256 is used, because this very file travels in every pack as its verifier.
 */
import { createPublicKey, hash, verify } from 'node:crypto'

export const DIGEST_BYTES = 32

export const sha256 = (bytes: Uint8Array | string): Buffer => hash('sha256', bytes, 'buffer')

/** Numbers in order, as ranges with both ends. */
export type Ranges = readonly (readonly [number, number])[]

/** A row as its digest has it, in this order. */
export type RowTuple = readonly [
  seq: number,
  at: number,
  kind: string,
  who: string | null,
  from: string | null,
  host: string | null,
  categories: string | null,
  action: string | null,
  reason: string | null,
  target: string | null,
  first: number | null,
  second: number | null,
  secret: string | null,
]

/** The digest of a row. @param salt base64url */
export const rowDigest = (installation: string, salt: string, row: RowTuple): Buffer =>
  sha256(`kerb row v1\n${installation}\n${salt}\n${JSON.stringify(row)}`)

/** A request's signature, as the installation made it. */
export interface SignedBatch {
  /** The digest of the rows that its address named: base64url. */
  readonly rows: string
  /** `sha-256=:…:` of the body that it came with. */
  readonly content: string
  readonly nonce: string
  /** base64 */
  readonly signature: string
}

/** What an entry says first, and for as long as it is there: of a batch, which rows it brought. */
export interface BatchHead {
  readonly v: 1
  readonly kind: 'batch'
  readonly installation: string
  readonly received: number
  /** Numbers of its rows, in the order in which they came. */
  readonly seqs: Ranges
  /** Which of them, by their place, were stored: null for all. The others were there already, or are rivals. */
  readonly stored: Ranges | null
}

/** That rows are gone, and why. */
export interface RemovedHead {
  readonly v: 1
  readonly kind: 'removed'
  readonly at: number
  /** `kept`: for as long as their kind is; `erased`: on demand. */
  readonly reason: 'kept' | 'erased'
  readonly rows: readonly (readonly [installation: string, Ranges])[]
}

/** What proves the rows of a batch; let go of when none of them is left. */
export interface BatchBody {
  /** Null where the installation's version signs no rows, or what it signed was not this. */
  readonly signed: SignedBatch | null
  /** 32 bytes a row: of what the device sealed; null where it signed nothing. */
  readonly given: Uint8Array | null
  /** Those of what the server stored; null where they are the device's. */
  readonly own: Uint8Array | null
}

/** What the server's digest of a row is that it could not read. */
export const UNREAD = sha256('kerb unreadable row v1')

export function bodyBytes({ signed, given, own }: BatchBody): Buffer {
  const first = JSON.stringify({ signed, given: given !== null, own: own !== null })
  return Buffer.concat([Buffer.from(`${first}\n`), given ?? Buffer.alloc(0), own ?? Buffer.alloc(0)])
}

/** Throws when the bytes are no body. */
export function readBody(bytes: Uint8Array): BatchBody {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const end = buffer.indexOf('\n')
  const { signed, given, own } = JSON.parse(buffer.toString('utf8', 0, end)) as {
    signed: SignedBatch | null
    given: boolean
    own: boolean
  }
  const rest = buffer.subarray(end + 1)
  const size = given && own ? rest.length / 2 : rest.length
  return {
    signed,
    given: given ? rest.subarray(0, size) : null,
    own: own ? rest.subarray(rest.length - size) : null,
  }
}

/** The digest that counts for the row at a place. */
export function digestAt({ given, own }: BatchBody, place: number): Buffer {
  const digests = own ?? given ?? Buffer.alloc(0)
  return Buffer.from(digests.subarray(place * DIGEST_BYTES, (place + 1) * DIGEST_BYTES))
}

/** What stands for an entry in its day's tree. @param head as it is written, JSON */
export const entryDigest = (head: string, bodyDigest: Uint8Array): Buffer =>
  sha256(Buffer.concat([sha256(head), bodyDigest]))

/** Numbers that a batch stored, with their places in it. */
export function storedOf({ seqs, stored }: BatchHead): { seq: number; place: number }[] {
  const all = unfolded(seqs)
  const places = stored === null ? [...all.keys()] : unfolded(stored)
  return places.map((place) => ({ seq: all[place] ?? 0, place }))
}

export const unfolded = (ranges: Ranges): number[] =>
  ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i))

/** Numbers as ranges, in their order; only what counts on by one is put together. */
export function folded(numbers: readonly number[]): [number, number][] {
  const ranges: [number, number][] = []
  for (const number of numbers) {
    const last = ranges.at(-1)
    if (last && number === last[1] + 1) last[1] = number
    else ranges.push([number, number])
  }
  return ranges
}

/** Whether an installation signed the digests that it gave. @param key SPKI */
export function isSigned(head: BatchHead, { signed, given }: BatchBody, key: Uint8Array): boolean {
  if (!signed || !given || sha256(key).toString('base64url') !== head.installation) return false
  const numbers = Buffer.from(`kerb batch v1\n${unfolded(head.seqs).join(' ')}\n`)
  if (sha256(Buffer.concat([numbers, given])).toString('base64url') !== signed.rows) return false
  const params = `("@method" "@path" "@query" "content-digest");nonce="${signed.nonce}";keyid="${head.installation}";alg="ecdsa-p256-sha256";tag="kerb"`
  const base = [
    `"@method": POST`,
    `"@path": /v1/activity`,
    `"@query": ?rows=${signed.rows}`,
    `"content-digest": ${signed.content}`,
    `"@signature-params": ${params}`,
  ].join('\n')
  const spki = createPublicKey({ key: Buffer.from(key), format: 'der', type: 'spki' })
  const signature = Buffer.from(signed.signature, 'base64')
  return verify('sha256', Buffer.from(base), { key: spki, dsaEncoding: 'ieee-p1363' }, signature)
}

const leafOf = (entry: Uint8Array): Buffer => sha256(Buffer.concat([Buffer.of(0), entry]))
const nodeOf = (left: Uint8Array, right: Uint8Array): Buffer =>
  sha256(Buffer.concat([Buffer.of(1), left, right]))

/** The levels of a day's tree, leaves first. A node without a neighbour goes up as it is. */
function levelsOf(entries: readonly Uint8Array[]): Buffer[][] {
  const levels = [entries.map(leafOf)]
  for (let level = levels[0] ?? []; level.length > 1;) {
    const above: Buffer[] = []
    for (let i = 0; i < level.length; i += 2) {
      const [left, right] = [level[i], level[i + 1]]
      if (left) above.push(right ? nodeOf(left, right) : left)
    }
    levels.push((level = above))
  }
  return levels
}

/** The root of a day. @param entries SHA-256 of each, in order; at least one */
export const rootOf = (entries: readonly Uint8Array[]): Buffer => levelsOf(entries).at(-1)?.[0] ?? sha256('')

/** What leads from each of these places to the root: its neighbours, from the leaf on. */
export function pathsOf(entries: readonly Uint8Array[], places: readonly number[]): Buffer[][] {
  const levels = levelsOf(entries)
  return places.map((place) =>
    levels.slice(0, -1).flatMap((level, height) => {
      const neighbour = level[Math.floor(place / 2 ** height) ^ 1]
      return neighbour ? [neighbour] : []
    }),
  )
}

/** Where a path leads. @param count how many entries the day has */
export function followed(
  entry: Uint8Array,
  place: number,
  count: number,
  path: readonly Uint8Array[],
): Buffer {
  let [at, width, node, used] = [place, count, leafOf(entry), 0]
  for (; width > 1; at = Math.floor(at / 2), width = Math.ceil(width / 2)) {
    if ((at ^ 1) >= width) continue
    const neighbour = path[used++]
    if (!neighbour) return Buffer.alloc(0)
    node = at % 2 === 0 ? nodeOf(node, neighbour) : nodeOf(neighbour, node)
  }
  return used === path.length ? node : Buffer.alloc(0)
}

export interface DayHead {
  /** On the school's clock, as 2026-11-24. */
  readonly day: string
  readonly count: number
  /** Hex, as everything here. */
  readonly root: string
  readonly head: string
}

/** A day's head. @param before the head of the day before it in the chain; empty for the first */
export const headOf = (before: string, { day, count, root }: Omit<DayHead, 'head'>): string =>
  sha256(`kerb day v1\n${before}\n${day}\n${count}\n${root}\n`).toString('hex')
