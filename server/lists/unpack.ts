/**
 * What came, taken apart: gzip and tar, in each other, piece by piece. Nothing is written under a name that an archive
 * says, so no path leads anywhere; links are passed over. Throws a Refusal (422) for what is broken or out of bounds.
 */
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { Refusal } from '../errors.ts'
import { MOST_LAYERS, MOST_PARTS, MOST_RATIO, MOST_UNPACKED, RATIO_FROM } from './limits.ts'

type Pieces = AsyncIterable<Uint8Array>

/** A file in what came; `path` is empty for one that came by itself. */
export interface Part {
  readonly path: string
  readonly pieces: Pieces
}

/** Where a tar says that it is one. */
const USTAR = 257
const HEAD = 512
const OTHER_PACKINGS: readonly (readonly [magic: string, name: string])[] = [
  ['504b0304', 'zip'],
  ['fd377a585a00', 'xz'],
  ['425a68', 'bzip2'],
  ['28b52ffd', 'zstd'],
  ['377abcaf271c', '7z'],
]

/** Each part in its turn: read one to its end, or leave it, before the next. `packed` is how much came. */
export async function* unpack(pieces: Pieces, packed: number): AsyncGenerator<Part> {
  yield* layer(pieces, new Allowance(packed), MOST_LAYERS, '')
}

async function* layer(
  pieces: Pieces,
  allowance: Allowance,
  layers: number,
  path: string,
): AsyncGenerator<Part> {
  const { head, all } = await peek(pieces)
  const hex = head.toString('hex', 0, 8)
  const other = OTHER_PACKINGS.find(([magic]) => hex.startsWith(magic))
  if (other) refuse('list-packing', `It is packed as ${other[1]}; Kerb unpacks gzip and tar.`)
  const isGzip = hex.startsWith('1f8b')
  const isTar = head.toString('latin1', USTAR, USTAR + 5) === 'ustar'
  if (!isGzip && !isTar) {
    yield { path, pieces: all }
    return
  }
  if (layers === 0) refuse('list-packing', 'It is packed again and again in itself.')
  if (isGzip) yield* layer(gunzipped(all, allowance), allowance, layers - 1, path.replace(/\.gz$/i, ''))
  else yield* untarred(all, allowance, layers - 1)
}

/** How much may come out, of everything together. */
class Allowance {
  readonly #packed: number
  #unpacked = 0
  #parts = 0

  constructor(packed: number) {
    this.#packed = packed
  }

  take(bytes: number): void {
    this.#unpacked += bytes
    const tooMuch = this.#unpacked > MOST_UNPACKED
    if (tooMuch || (this.#unpacked > RATIO_FROM && this.#unpacked > this.#packed * MOST_RATIO))
      refuse('list-bomb', 'It unpacks to far more than any list: it was not read on.')
  }

  part(): void {
    if (++this.#parts > MOST_PARTS)
      refuse('list-bomb', `It holds more than ${MOST_PARTS} files: it was not read on.`)
  }
}

async function* gunzipped(pieces: Pieces, allowance: Allowance): Pieces {
  const source = Readable.from(pieces, { objectMode: false })
  const gunzip = createGunzip()
  // An error on one side must end the other, and be the one that is heard of.
  source.on('error', (error) => gunzip.destroy(error))
  source.pipe(gunzip)
  try {
    for await (const piece of gunzip as AsyncIterable<Buffer>) {
      allowance.take(piece.length)
      yield piece
    }
  } catch (error) {
    throw broken(error)
  } finally {
    gunzip.destroy()
    source.destroy()
  }
}

async function* untarred(pieces: Pieces, allowance: Allowance, layers: number): AsyncGenerator<Part> {
  const source = Readable.from(pieces, { objectMode: false })
  const archive = extract()
  source.on('error', (error) => archive.destroy(error))
  source.pipe(archive)
  try {
    for await (const entry of archive) {
      allowance.part()
      const { type, name } = entry.header
      if (type === 'file' && isPlainPath(name))
        yield* layer(entry as AsyncIterable<Uint8Array>, allowance, layers, name)
      // What was not read to its end would hold up the rest.
      entry.resume()
    }
  } catch (error) {
    throw broken(error)
  } finally {
    archive.destroy()
    source.destroy()
  }
}

/** A path that climbs or begins at the root is nobody's list. */
const isPlainPath = (path: string): boolean =>
  !path.startsWith('/') && !path.includes('\\') && !path.split('/').includes('..')

async function peek(pieces: Pieces): Promise<{ head: Buffer; all: Pieces }> {
  const rest = pieces[Symbol.asyncIterator]()
  const first: Uint8Array[] = []
  let size = 0
  while (size < HEAD) {
    const next = await rest.next()
    if (next.done === true) break
    first.push(next.value)
    size += next.value.length
  }
  async function* all(): Pieces {
    try {
      yield* first
      for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
    } finally {
      await rest.return?.()
    }
  }
  return { head: Buffer.concat(first), all: all() }
}

function refuse(code: string, message: string): never {
  throw new Refusal(422, code, message)
}

/** Ours as it is; what zlib and tar say of bytes, in words. */
function broken(error: unknown): Error {
  if (error instanceof Refusal) return error
  const detail = error instanceof Error ? error.message : String(error)
  return new Refusal(422, 'list-broken', `It is cut short or broken: ${detail.slice(0, 200)}.`)
}
