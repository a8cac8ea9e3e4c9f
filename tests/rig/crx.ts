/** The extension as a school gets it: production build, packed and signed, with a test key. Both are cached. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureKey, extensionId, filesBelow, packCrx } from '../../.ci/crx.ts'
import { ROOT, cacheFolder, temporaryFolder } from './paths.ts'

/** A signed package on disk. */
export interface Packed {
  readonly id: string
  readonly version: string
  readonly crx: string
}

const SOURCES = ['lib/**', 'entrypoints/**', 'assets/**', 'wxt.config.ts', 'package-lock.json']
const isSource = (path: string): boolean => !/\.test\.tsx?$/.test(path)

/** Changes when anything changes that the build reads. */
function sourceHash(): string {
  const hash = createHash('sha256')
  const entries = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: ROOT, withFileTypes: true }))
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  for (const file of files.filter(isSource).sort()) {
    hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file))
  }
  return hash.digest('hex').slice(0, 16)
}

/** Folder of the production build for one browser; built only when the sources changed. */
export function builtExtension(browser: 'chrome' | 'edge' = 'chrome'): string {
  const folder = join(cacheFolder('rig', 'built'), `${browser}-${sourceHash()}`)
  if (existsSync(join(folder, 'manifest.json'))) return folder
  const fresh = `${folder}.${process.pid}`
  const built = spawnSync(process.execPath, ['.ci/build-extension.ts', browser, fresh], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  if (built.status !== 0) throw new Error(`The extension does not build:\n${built.stdout}\n${built.stderr}`)
  try {
    renameSync(fresh, folder)
  } catch (error) {
    // Somebody else's build of the same sources came first and is in use: it is as good, and stays.
    if (!existsSync(join(folder, 'manifest.json'))) throw error
    rmSync(fresh, { recursive: true, force: true })
  }
  return folder
}

/** The key of tests, made on first use on each machine. */
export function testKey(): string {
  const path = join(cacheFolder('rig', 'keys'), 'test.pem')
  ensureKey(path)
  return path
}

/** Packs a folder. `version` repacks it as another version: how an update is tested. `key` gives another id. */
export async function pack(
  folder: string,
  options: { version?: string; key?: string } = {},
): Promise<Packed> {
  const key = options.key ?? testKey()
  const work = temporaryFolder('pack')
  try {
    cpSync(folder, work, { recursive: true })
    const manifestPath = join(work, 'manifest.json')
    const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as { version: string }
    if (options.version) manifest.version = options.version
    writeFileSync(manifestPath, JSON.stringify(manifest))
    const content = createHash('sha256').update(key)
    for (const file of filesBelow(work)) content.update(file.slice(work.length)).update(readFileSync(file))
    const crx = join(cacheFolder('rig', 'packed'), `${content.digest('hex').slice(0, 24)}.crx`)
    if (!existsSync(crx)) {
      const fresh = `${crx}.${process.pid}`
      await packCrx(work, key, fresh)
      renameSync(fresh, crx)
    }
    return { id: extensionId(key), version: manifest.version, crx }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** Kerb itself, built and packed. */
export const packedKerb = (version?: string): Promise<Packed> =>
  pack(builtExtension(), version ? { version } : {})
