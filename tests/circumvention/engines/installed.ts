/**
 * Engines, games and chats as npm has them, installed when a case first asks for one: into the cache, beside nothing of
 * the product's. Some are AGPL or GPL; none is ever part of a package of ours.
 */
import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cacheFolder } from '../../rig/paths.ts'

const LOCK = join(import.meta.dirname, 'package-lock.json')

/** The folder they lie in: another one for each lock file. Installed beside and renamed, so that two may ask at once. */
export function engines(): string {
  const version = createHash('sha256').update(readFileSync(LOCK)).digest('hex').slice(0, 12)
  const folder = join(cacheFolder('circumvention'), `engines-${version}`)
  if (existsSync(folder)) return folder
  const fresh = `${folder}.${process.pid}`
  mkdirSync(fresh, { recursive: true })
  for (const name of ['package.json', 'package-lock.json'])
    copyFileSync(join(import.meta.dirname, name), join(fresh, name))
  // Nothing of theirs runs while they are installed.
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: fresh, stdio: 'pipe' })
  try {
    renameSync(fresh, folder)
  } catch (error) {
    // Another test file was quicker: theirs is the same.
    if (!existsSync(folder)) throw error
    rmSync(fresh, { recursive: true, force: true })
  }
  return folder
}

/** A file of one of the packages. */
export const engineFile = (path: string): string => join(engines(), 'node_modules', path)

/** What a package gives to Node: its names, also where Node sees them only as a default. */
export async function engineModule<T extends object>(name: string): Promise<T> {
  const entry = createRequire(join(engines(), 'package.json')).resolve(name)
  const found = (await import(pathToFileURL(entry).href)) as T & { default?: T }
  return { ...found.default, ...found }
}
