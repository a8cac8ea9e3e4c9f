/** The package that `npm run package` made, and its update manifest: served to every browser, and to anybody. */
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

const MANIFEST = 'update.xml'
/** A manifest of one package has some hundred bytes. */
const MOST_MANIFEST = 64 * 1024
/** A package is a few megabytes; what is larger is not ours. */
const MOST_PACKAGE = 64 * 1024 * 1024
const PACKAGE = /^kerb-\d{1,5}(\.\d{1,5}){0,3}\.crx$/
/** Where it stands below the server's address. */
export const EXTENSION_PATH = '/extension/'

const APP = /<app appid="([a-p]{32})">/
const CHECK = /<updatecheck codebase="([^"<>&]{1,500})" version="([\d.]{1,23})"/

export interface Hosted {
  readonly id: string
  readonly version: string
  /** Where browsers will look for the package. */
  readonly codebase: string
}

/** What the manifest in the folder names; null when there is none of ours, or its package is missing. */
export async function hostedIn(folder: string): Promise<Hosted | null> {
  const text = await readManifest(folder)
  const [, id] = APP.exec(text ?? '') ?? []
  const [, codebase, version] = CHECK.exec(text ?? '') ?? []
  if (id === undefined || codebase === undefined || version === undefined) return null
  const file = await fileToServe(folder, codebase.split('/').at(-1) ?? '')
  return file ? { id, version, codebase } : null
}

async function readManifest(folder: string): Promise<string | null> {
  const file = await fileToServe(folder, MANIFEST)
  return file ? readFile(file.path, 'utf8') : null
}

export interface Served {
  readonly path: string
  readonly size: number
  readonly type: string
  /** A package's name carries its version: it never changes. */
  readonly isLasting: boolean
}

/** The file of this name, when it is one of the two kinds that browsers fetch; null for anything else. */
export async function fileToServe(folder: string, name: string): Promise<Served | null> {
  const isPackage = PACKAGE.test(name)
  if (!isPackage && name !== MANIFEST) return null
  const path = join(folder, name)
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
    throw error
  })
  if (!found?.isFile() || found.size > (isPackage ? MOST_PACKAGE : MOST_MANIFEST)) return null
  // Chrome installs nothing that is served as another type.
  const type = isPackage ? 'application/x-chrome-extension' : 'text/xml; charset=utf-8'
  return { path, size: found.size, type, isLasting: isPackage }
}
