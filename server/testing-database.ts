/** For tests: the database of a new school. The changes that make one are run once in a process, and copied from then on. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { openDatabase } from './db/open.ts'

let made: Promise<Uint8Array> | undefined

/** Puts it at `file`, where nothing is yet. */
export async function newDatabase(file: string): Promise<void> {
  if (existsSync(file)) return
  const content = await (made ??= make())
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, content)
}

async function make(): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'kerb-new-'))
  try {
    const file = join(folder, 'kerb.sqlite')
    // Closing the last connection brings all of it into this one file.
    await (await openDatabase(file)).destroy()
    return readFileSync(file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
