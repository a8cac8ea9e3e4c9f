/**
 * `npm run package -- --base-url https://files.school.example/kerb/`: everything a release needs, in dist/.
 * A signed package and its update manifest for self-hosting, and the zips for the stores. See docs/packaging.md.
 */
import { execFileSync } from 'node:child_process'
import { createWriteStream, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join, relative, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { ZipFile } from 'yazl'
import { ensureKey, extensionId, filesBelow, packCrx, updateManifest } from './crx.ts'

const ROOT = join(import.meta.dirname, '..')
/** Where a trial on this machine would serve dist/. */
const TRIAL_URL = 'http://127.0.0.1:8000/'

export interface PackageOptions {
  /** Where the package and the manifest will be served from; https, or loopback for a trial. */
  readonly baseUrl: string
  /** Folder of the signing key, outside the repository. */
  readonly keys: string
  readonly target: string
  /** Folders of the production builds. */
  readonly chrome: string
  readonly edge: string
}

export interface Release {
  readonly id: string
  readonly version: string
  readonly keyWasMade: boolean
  readonly files: { readonly crx: string; readonly update: string; readonly zips: readonly string[] }
}

/** Packs two builds into a release. Throws when the key would lie in the repository or the address is unsafe. */
export async function makeRelease(options: PackageOptions): Promise<Release> {
  const base = checkedBaseUrl(options.baseUrl)
  const key = join(checkedKeyFolder(options.keys), 'extension.pem')
  const keyWasMade = ensureKey(key)
  const manifest = JSON.parse(readFileSync(join(options.chrome, 'manifest.json'), 'utf8')) as Manifest
  const { version } = manifest
  mkdirSync(options.target, { recursive: true })
  const crx = join(options.target, `kerb-${version}.crx`)
  const update = join(options.target, 'update.xml')
  await packCrx(options.chrome, key, crx)
  const id = extensionId(key)
  const crxUrl = new URL(`kerb-${version}.crx`, base).href
  writeFileSync(update, updateManifest(id, version, crxUrl, manifest.minimum_chrome_version))
  const zips = [
    await zip(options.chrome, join(options.target, `kerb-${version}-chrome.zip`)),
    await zip(options.edge, join(options.target, `kerb-${version}-edge.zip`)),
  ]
  return { id, version, keyWasMade, files: { crx, update, zips } }
}

interface Manifest {
  readonly version: string
  readonly minimum_chrome_version: string
}

function checkedBaseUrl(text: string): URL {
  const url = new URL(text.endsWith('/') ? text : `${text}/`)
  const loopback = url.hostname === '127.0.0.1' || url.hostname === 'localhost'
  if (url.protocol === 'https:' || (url.protocol === 'http:' && loopback)) return url
  throw new Error(
    `--base-url must start with https:// (it is ${text}): browsers would fetch updates unprotected`,
  )
}

function checkedKeyFolder(folder: string): string {
  const inside = relative(ROOT, resolve(folder))
  if (!inside.startsWith('..') && !isAbsolute(inside)) {
    throw new Error(
      `The signing key must lie outside the repository; set KERB_PACKAGE_KEYS to another folder than ${folder}`,
    )
  }
  return resolve(folder)
}

async function zip(folder: string, target: string): Promise<string> {
  const archive = new ZipFile()
  for (const file of filesBelow(folder)) {
    archive.addFile(file, relative(folder, file), { mtime: new Date(Date.UTC(2026, 0, 1)), mode: 0o100644 })
  }
  archive.end()
  await pipeline(archive.outputStream, createWriteStream(target))
  return target
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { 'base-url': { type: 'string' } } })
  const baseUrl = values['base-url'] ?? TRIAL_URL
  const config = process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')
  const keys = process.env['KERB_PACKAGE_KEYS'] ?? join(config, 'kerb')
  const target = join(ROOT, 'dist')
  rmSync(target, { recursive: true, force: true })
  for (const browser of ['chrome', 'edge']) {
    const folder = `.output/${browser}-mv3`
    execFileSync(process.execPath, ['.ci/build-extension.ts', browser, folder], { cwd: ROOT, stdio: 'pipe' })
  }
  const [chrome, edge] = ['chrome', 'edge'].map((browser) => join(ROOT, `.output/${browser}-mv3`)) as [
    string,
    string,
  ]
  const release = await makeRelease({ baseUrl, keys, target, chrome, edge })
  const files = [release.files.crx, release.files.update, ...release.files.zips]
  console.log(`Kerb ${release.version}, extension id ${release.id}`)
  for (const file of files) console.log(`  ${relative(ROOT, file)}`)
  if (release.keyWasMade) {
    console.log(`\nA new signing key was made: ${join(keys, 'extension.pem')}`)
    console.log('Back it up now and keep it secret: without it there are no updates. See docs/packaging.md')
  }
  if (!values['base-url']) {
    console.log(`\nupdate.xml points at ${TRIAL_URL}, for a trial on this machine.`)
    console.log('For a school: npm run package -- --base-url https://files.your-school.example/kerb/')
  }
  console.log(
    `\nForce-install with this policy:\n${JSON.stringify(forceInstall(release.id, baseUrl), null, 2)}`,
  )
}

const forceInstall = (id: string, baseUrl: string) => ({
  ExtensionSettings: {
    [id]: {
      installation_mode: 'force_installed',
      update_url: new URL('update.xml', checkedBaseUrl(baseUrl)).href,
      override_update_url: true,
    },
  },
})

if (import.meta.main) await main()
