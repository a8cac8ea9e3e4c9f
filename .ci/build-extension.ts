/** Builds the extension for one browser into a folder: `node .ci/build-extension.ts chrome some/folder`. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'wxt'

const [browser = 'chrome', target = `.output/${browser}-mv3`] = process.argv.slice(2)
const root = join(import.meta.dirname, '..')
const work = mkdtempSync(join(tmpdir(), 'kerb-build-'))
try {
  // Built beside and copied over, so that two builds at once never mix their files.
  await build({ root, browser, mode: 'production', outDir: work, outDirTemplate: 'built' })
  rmSync(resolve(target), { recursive: true, force: true })
  cpSync(join(work, 'built'), resolve(target), { recursive: true })
} finally {
  rmSync(work, { recursive: true, force: true })
}
