/**
 * A file from the server in parts, each kept as it comes: a worker that dies, or a line that breaks, costs one part. What
 * comes is believed by nobody before the whole has the hash that was signed.
 */
import type { Client } from '../../device/client.ts'
import type { Bytes } from '../../protocol/bytes.ts'
import { WireError } from '../../protocol/wire-error.ts'
import type { ListsDatabase, StoredPart } from './database.ts'
import { inTime, PATIENCE_FOR_FILES } from './in-time.ts'

/** Small enough that a slow line brings one within the time of a request. Bytes. */
export const PART_BYTES = 512 * 1024
const CONTENT_RANGE = /^bytes (\d+)-(\d+)\/(\d+)$/

/** A file of the lists document, by its kind and hash. */
export interface Wanted {
  readonly kind: 'index' | 'hot'
  readonly digest: string
}

export interface TransferParts {
  readonly client: Pick<Client, 'send'>
  readonly database: Pick<ListsDatabase, 'parts'>
  /** A larger file is not taken. */
  readonly most: number
}

const pathOf = ({ kind, digest }: Wanted, from?: string): string =>
  `/v1/lists/${kind}/${digest}${from === undefined ? '' : `?from=${from}`}`

/** The whole file, going on from what is kept of it. Rejects with a WireError; what came until then stays kept. */
export async function transfer(parts: TransferParts, wanted: Wanted, from?: string): Promise<Bytes> {
  const path = pathOf(wanted, from)
  const came = await keptOf(parts, path)
  for (;;) {
    const at = came.reduce((sum, { bytes }) => sum + bytes.byteLength, 0)
    const total = came[0]?.total
    if (total !== undefined && at >= total) return joined(came, total)
    const next = await partAt(parts, path, at)
    // Another file under the same name: what is here does not go with it.
    if (total !== undefined && next.total !== total) throw await forgotten(parts, path)
    await inTime(parts.database.parts.put(next))
    came.push(next)
  }
}

/** Forgets what is kept of a file and of all changes to it, or of the change `from` alone. */
export async function forgetTransfers(
  database: TransferParts['database'],
  wanted: Wanted,
  from?: string,
): Promise<void> {
  const path = pathOf(wanted, from)
  const last = from === undefined ? `${path}\uffff` : path
  await inTime(database.parts.where('[transfer+from]').between([path, 0], [last, Infinity]).delete())
}

/** Forgets what was begun of any other file. */
export async function forgetOthers(database: Pick<ListsDatabase, 'parts'>, wanted: Wanted): Promise<void> {
  await inTime(database.parts.filter(({ transfer: name }) => !name.startsWith(pathOf(wanted))).delete())
}

async function keptOf({ database }: TransferParts, path: string): Promise<StoredPart[]> {
  const kept = database.parts.where('[transfer+from]').between([path, 0], [path, Infinity])
  const stored = await inTime(kept.toArray(), PATIENCE_FOR_FILES)
  const whole: StoredPart[] = []
  let at = 0
  for (const part of stored) {
    if (part.from !== at) break
    whole.push(part)
    at += part.bytes.byteLength
  }
  return whole
}

async function partAt({ client, most }: TransferParts, path: string, from: number): Promise<StoredPart> {
  const headers = { Range: `bytes=${from}-${from + PART_BYTES - 1}` }
  const answer = await client.send({ method: 'GET', path, headers, isBinary: true })
  const [, first, last, total] = (CONTENT_RANGE.exec(answer.headers.get('Content-Range') ?? '') ?? []).map(
    Number,
  )
  const bytes = answer.bytes
  const fits = bytes !== undefined && first === from && last === from + bytes.byteLength - 1
  if (!fits || total === undefined || bytes.byteLength === 0 || total > most)
    throw new WireError(
      'answer',
      'The school server’s answer is not the part of the lists that was asked for.',
    )
  return { transfer: path, from, bytes, total }
}

async function forgotten({ database }: TransferParts, path: string): Promise<WireError> {
  await inTime(database.parts.where('[transfer+from]').between([path, 0], [path, Infinity]).delete())
  return new WireError('answer', 'The school server has another file under the name of the lists.')
}

function joined(parts: readonly StoredPart[], total: number): Bytes {
  const whole = new Uint8Array(total)
  for (const { from, bytes } of parts) whole.set(bytes, from)
  return whole
}
