/**
 * A backup takes the place of what is here. Nothing of the present is touched before the whole backup was read, proved
 * and checked; then a new epoch begins, so that devices follow and send again what the backup lacks.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Begun, beginEpoch } from '../documents/new-epoch.ts'
import { note } from '../db/audit.ts'
import { type Database, knowsShape, openDatabase, type Say } from '../db/open.ts'
import { databaseFile, type Environment } from '../environment.ts'
import { dataKeyOf } from '../keys/data-key.ts'
import { Vault } from '../keys/vault.ts'
import { BackupError } from './cipher.ts'
import { DATABASE, type Manifest } from './contents.ts'
import { backupKeyOf, keyMarksOf, missingKeys } from './keys.ts'
import { needAlone, putInPlace } from './put-in-place.ts'
import { readManifest, readOut } from './read.ts'
import { checkDatabase } from './snapshot.ts'
import { needFree, WORK_FOLDER } from './write.ts'

export interface Restored extends Begun {
  readonly made: number
  /** What will be missing, because of keys that are not here. */
  readonly warned: readonly string[]
  /** Where what was here lies now. */
  readonly aside: string | null
}

/** Throws a BackupError with what stands in the way; then nothing has changed. */
export async function restore(
  environment: Environment,
  file: string,
  now: number,
  say?: Say,
): Promise<Restored> {
  const { dataDir } = environment
  const manifest = await readManifest(file, backupKeyOf(environment, false))
  const warned = checkKeys(environment, manifest)
  needShape(manifest)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  needAlone(databaseFile(environment))
  return inWork(dataDir, async (folder) => {
    await readWhole(environment, file, folder)
    const begun = await beginAgain(environment, join(folder, DATABASE), manifest, say)
    // Again: reading took its time, and somebody may have started the server meanwhile.
    needAlone(databaseFile(environment))
    return { ...begun, made: manifest.made, warned, aside: await putInPlace(folder, dataDir, now) }
  })
}

/**
 * Nobody's session and a new epoch, in the copy, before it takes anything's place: a restore that dies half-way leaves
 * no database in place in which ended sessions work. An epoch that was begun for nothing is a number that nobody uses.
 */
async function beginAgain(
  environment: Environment,
  file: string,
  { made }: Manifest,
  say?: Say,
): Promise<Begun> {
  const db = await openDatabase(file, say)
  try {
    await forgetSignIns(db)
    const vault = new Vault(dataKeyOf(environment).key)
    const begun = await beginEpoch({ db, vault, keysDir: environment.keysDir }, 'command')
    await note(db, 'command', 'restore', new Date(made).toISOString())
    return begun
  } finally {
    // The last to close it writes everything into the one file.
    await db.destroy()
  }
}

/** Reads a backup as a restore would and puts nothing in place: all but the last step. Returns what it is. */
export async function verify(
  environment: Environment,
  file: string,
): Promise<{ readonly manifest: Manifest; readonly keys: ReturnType<typeof missingKeys> }> {
  await mkdir(environment.dataDir, { recursive: true, mode: 0o700 })
  const manifest = await inWork(environment.dataDir, (folder) => readWhole(environment, file, folder))
  needShape(manifest)
  return { manifest, keys: missingKeys(manifest.keys, keyMarksOf(environment)) }
}

async function readWhole(environment: Environment, file: string, folder: string): Promise<Manifest> {
  const key = backupKeyOf(environment, false)
  const { files } = await readManifest(file, key)
  await needFree(
    environment.dataDir,
    files.reduce((sum, { size }) => sum + size, 0),
  )
  const manifest = await readOut(file, key, folder)
  checkDatabase(join(folder, DATABASE), 'whole')
  return manifest
}

/** In a folder of its own beside the data, so that what was read is put in place by a new name. */
async function inWork<T>(dataDir: string, work: (folder: string) => Promise<T>): Promise<T> {
  const parent = join(dataDir, WORK_FOLDER)
  await mkdir(parent, { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(join(parent, `${process.pid}-`))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function checkKeys(environment: Environment, { keys }: Manifest): readonly string[] {
  const { refused, warned } = missingKeys(keys, keyMarksOf(environment))
  if (refused.length > 0)
    throw new BackupError(
      [...refused, 'Put your copy of the keys folder in place of this one, and try again.'].join('\n'),
    )
  return warned
}

function needShape({ shape, kerb }: Manifest): void {
  if (!knowsShape(shape))
    throw new BackupError(`This backup was made by a newer Kerb (${kerb}): put that one in place first.`)
}

/** A session that was ended, or a link that was used, after the backup was made must not work again. */
async function forgetSignIns(db: Database): Promise<void> {
  for (const table of ['staff_sessions', 'finished_sign_ins', 'admin_links', 'staff_invitations'] as const)
    await db.deleteFrom(table).execute()
}
