/** Reads a backup: through, to see that it is whole and genuine, or out, into a folder of its own. */
import { createReadStream } from 'node:fs'
import { mkdir, open, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import { extract, type Header } from 'tar-stream'
import { BackupError, opening } from './cipher.ts'
import { type Manifest, MANIFEST, manifestSchema, MOST_MANIFEST } from './contents.ts'
import type { Progress } from './pace.ts'

const PIECE = 1024 * 1024

type Entry = Readable & { readonly header: Header }

/** Takes the pieces of one file in the backup. */
type Take = (name: string, entry: Readable) => Promise<void>

/** Resolves with what it says of itself when every byte is as it was written. Throws a BackupError, or Cancelled. */
export function readThrough(file: string, key: Uint8Array, progress?: Progress): Promise<Manifest> {
  return read(file, key, progress, async (_name, entry) => {
    entry.resume()
    await ended(entry)
  })
}

/** Writes what is in it below `folder`. Nothing of that may be used before this resolved. */
export function readOut(file: string, key: Uint8Array, folder: string): Promise<Manifest> {
  return read(file, key, undefined, async (name, entry) => {
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const target = await open(path, 'wx', 0o600)
    try {
      for await (const piece of entry) await target.writeFile(piece as Buffer)
      await target.sync()
    } finally {
      await target.close()
    }
  })
}

/** Only what it says of itself. The rest is neither read nor proved. */
export async function readManifest(file: string, key: Uint8Array): Promise<Manifest> {
  let manifest: Manifest | null = null
  const seen = new Error('seen')
  await read(
    file,
    key,
    undefined,
    () => Promise.reject(seen),
    (found) => (manifest = found),
  ).catch((error: unknown) => {
    if (error !== seen) throw error
  })
  if (!manifest) throw new BackupError('The backup does not say what it holds.')
  return manifest
}

async function read(
  file: string,
  key: Uint8Array,
  progress: Progress | undefined,
  take: Take,
  tell: (manifest: Manifest) => void = () => undefined,
): Promise<Manifest> {
  progress?.begin('verify', (await stat(file)).size)
  const archive = extract()
  const through = pipeline(
    createReadStream(file, { highWaterMark: PIECE }),
    watched(progress),
    opening(key),
    createZstdDecompress(),
    // tar-stream has its own streams, which Node's types do not know for what they are.
    archive as unknown as Writable,
  )
  const [first, second] = await Promise.allSettled([through, entries(archive, take, tell)])
  // The seal speaks first: what lies in a file that was changed means nothing.
  const failed = [first, second].flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []))
  const told = failed.find((error) => error instanceof BackupError) ?? failed.at(-1)
  if (told) throw told
  if (second.status === 'rejected') throw second.reason
  return second.value
}

async function* pass(pieces: AsyncIterable<Buffer>, progress: Progress | undefined) {
  for await (const piece of pieces) {
    progress?.add(piece.length)
    progress?.rest()
    yield piece
  }
}
const watched = (progress: Progress | undefined) => (pieces: AsyncIterable<Buffer>) => pass(pieces, progress)

async function entries(
  archive: ReturnType<typeof extract>,
  take: Take,
  tell: (manifest: Manifest) => void,
): Promise<Manifest> {
  let manifest: Manifest | null = null
  let at = 0
  for await (const entry of archive as unknown as AsyncIterable<Entry>) {
    const { name, size } = entry.header
    if (!manifest) {
      manifest = await manifestIn(entry, name)
      tell(manifest)
      continue
    }
    const meant = manifest.files[at++]
    if (meant === undefined || meant.name !== name || meant.size !== size)
      throw new BackupError('There is a file in it that it does not name.')
    await take(name, entry)
  }
  if (!manifest || at !== manifest.files.length) throw new BackupError('Files that it names are not in it.')
  return manifest
}

async function manifestIn(entry: Entry, name: string): Promise<Manifest> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of entry as AsyncIterable<Buffer>) {
    length += piece.length
    if (length > MOST_MANIFEST) throw new BackupError('What it says of itself is too long.')
    pieces.push(piece)
  }
  const parsed =
    name === MANIFEST ? manifestSchema.safeParse(JSON.parse(Buffer.concat(pieces).toString())) : null
  if (!parsed?.success)
    throw new BackupError('This backup is of a kind that this Kerb does not know: use the Kerb that made it.')
  return parsed.data
}

const ended = (entry: Readable): Promise<void> =>
  new Promise((done, failed) => {
    entry.on('end', done)
    entry.on('error', failed)
    entry.on('close', done)
  })
