/** A whole backup: a copy of the database, what lies beside it, packed and sealed into one file. */
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, open, rename, rm, statfs, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress } from 'node:zlib'
import { pack, type Pack } from 'tar-stream'
import { BackupError, sealing } from './cipher.ts'
import { type Manifest, MANIFEST, openParts, type Part } from './contents.ts'
import type { KeyMarks } from './keys.ts'
import { Progress } from './pace.ts'
import { readThrough } from './read.ts'
import { checkDatabase, describeDatabase, snapshot, tidy } from './snapshot.ts'

/** Where the copy lies until it is sealed, below the data folder: it is as secret as the database. */
export const WORK_FOLDER = 'backup-work'
const PIECE = 1024 * 1024
const MB = 1024 * 1024

export interface BackupJob {
  readonly database: string
  readonly dataDir: string
  /** The file to make, in an existing folder or one that can be made. */
  readonly target: string
  readonly key: Uint8Array
  readonly keys: KeyMarks
  readonly kerb: string
  readonly made: number
  /** Write the copy anew before it is sealed: something was erased on demand since the database itself was. */
  readonly isTidied: boolean
  readonly progress: SharedArrayBuffer
}

export interface BackupDone {
  readonly bytes: number
}

/** Makes a backup and reads it through again. Throws a BackupError with what stands in the way, or Cancelled. */
export async function writeBackup(job: BackupJob): Promise<BackupDone> {
  const progress = new Progress(job.progress)
  await needRoom(job)
  const work = join(job.dataDir, WORK_FOLDER)
  await mkdir(work, { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(join(work, `${process.pid}-`))
  const half = `${job.target}.part`
  try {
    const copy = await copyOf(job, folder, progress)
    progress.begin('check', 1)
    checkDatabase(copy, 'quick')
    progress.rest()
    await write(job, copy, half, progress)
    // The copy is gone before anything says that there is a backup.
    await rm(folder, { recursive: true })
    await readThrough(half, job.key, progress)
    await rename(half, job.target)
    await syncFolder(dirname(job.target))
    return { bytes: (await stat(job.target)).size }
  } finally {
    await rm(folder, { recursive: true, force: true })
    await rm(half, { force: true })
  }
}

/** Returns where it lies. */
async function copyOf(job: BackupJob, folder: string, progress: Progress): Promise<string> {
  const [copy, tidied] = [join(folder, 'copy.sqlite'), join(folder, 'tidied.sqlite')]
  await snapshot(job.database, copy, progress)
  if (!job.isTidied) return copy
  tidy(copy, tidied)
  await rm(copy)
  return tidied
}

async function write(job: BackupJob, copy: string, to: string, progress: Progress): Promise<void> {
  const parts = await openParts(copy, job.dataDir)
  try {
    progress.begin(
      'write',
      parts.reduce((sum, { size }) => sum + size, 0),
    )
    const manifest: Manifest = {
      format: 1,
      made: job.made,
      kerb: job.kerb,
      ...describeDatabase(copy),
      keys: job.keys,
      files: parts.map(({ name, size }) => ({ name, size })),
    }
    const archive = pack()
    const filled = fill(archive, manifest, parts, progress)
    // Written through as it goes: one flush of gigabytes at the end would hold up every commit of the server.
    const target = createWriteStream(to, { mode: 0o600, flags: 'wx', highWaterMark: PIECE, flush: true })
    const fast = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 1 } })
    await Promise.all([pipeline(archive, fast, sealing(job.key), flushed(to), target), filled])
  } finally {
    await Promise.all(parts.map(({ file }) => file.close()))
  }
}

async function fill(archive: Pack, manifest: Manifest, parts: readonly Part[], progress: Progress) {
  try {
    archive.entry({ name: MANIFEST }, JSON.stringify(manifest))
    for (const part of parts) await add(archive, part, progress)
    archive.finalize()
  } catch (error) {
    // What packs would wait for ever.
    archive.destroy(error as Error)
    throw error
  }
}

async function add(archive: Pack, { name, file, size }: Part, progress: Progress): Promise<void> {
  const { promise: taken, resolve, reject } = Promise.withResolvers<void>()
  const entry = archive.entry({ name, size }, (error) => (error ? reject(error) : resolve()))
  // As long as it was when it was counted: what is added to it later belongs to the next backup.
  for (let at = 0; at < size;) {
    const piece = Buffer.allocUnsafe(Math.min(PIECE, size - at))
    const { bytesRead } = await file.read(piece, 0, piece.length, at)
    if (bytesRead === 0) throw new BackupError(`${name} became shorter while it was read.`)
    at += bytesRead
    progress.add(bytesRead)
    progress.rest()
    if (!entry.write(piece.subarray(0, bytesRead))) await Promise.race([once(entry, 'drain'), taken])
  }
  entry.end(null)
  await taken
}

/** Bytes that may wait in memory for the disk. */
const UNWRITTEN = 16 * MB

/** Has what was written to the file flushed every few megabytes. */
const flushed = (path: string) =>
  async function* (pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let since = 0
    for await (const piece of pieces) {
      yield piece
      since += piece.length
      if (since < UNWRITTEN) continue
      since = 0
      await flush(path)
    }
  }

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.datasync()
  } finally {
    await file.close()
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** The copy and the sealed file need room before either is begun: a full disk would stop the server itself. */
async function needRoom({ database, dataDir, target, isTidied }: BackupJob): Promise<void> {
  const folder = dirname(target)
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    throw new BackupError(`The folder ${folder} cannot be made (${error.code ?? error.name}).`)
  })
  const [{ size }, wal] = [await stat(database), await stat(`${database}-wal`).catch(() => ({ size: 0 }))]
  const needed = size + wal.size + 64 * MB
  const isOneDisk = (await stat(dataDir)).dev === (await stat(folder)).dev
  // One that is written anew lies there twice for a while.
  const copies = isTidied ? 2 : 1
  await needFree(dataDir, needed * (isOneDisk ? copies + 1 : copies))
  if (!isOneDisk) await needFree(folder, needed)
}

/** Throws a BackupError when the folder's disk has less free than so many bytes. */
export async function needFree(folder: string, needed: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  if (free >= needed) return
  const mb = (bytes: number) => `${Math.ceil(bytes / MB)} MB`
  throw new BackupError(`There is no room: ${folder} has ${mb(free)} free, and ${mb(needed)} are needed.`)
}
