/**
 * Writes what is made from the table of managed keys: the browser's schema, the reference, the samples.
 * With `--id`, `--update-url` and `--out` it writes a school's own samples into a folder instead.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { generatedFiles } from './policy-docs/files.ts'
import { samples } from '../lib/policy/samples.ts'
import { EXAMPLE_VALUES } from './policy-docs/example.ts'

const { values } = parseArgs({
  options: { id: { type: 'string' }, 'update-url': { type: 'string' }, out: { type: 'string' } },
})

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    console.log(path)
  }
}

/** A school's own samples, or a message about what is missing. */
function ownSamples(): void {
  const { id = '', 'update-url': updateUrl = '', out = '' } = values
  const wrong = !/^[a-p]{32}$/.test(id)
    ? '--id must be the extension’s id: 32 letters from a to p'
    : !/^https?:\/\//.test(updateUrl)
      ? '--update-url must be the address of update.xml'
      : out === ''
        ? '--out must be the folder to write to'
        : undefined
  if (wrong === undefined) write(out, samples({ id, updateUrl }, EXAMPLE_VALUES))
  else {
    console.error(wrong)
    process.exitCode = 2
  }
}

if (Object.keys(values).length === 0) write(join(import.meta.dirname, '..'), generatedFiles())
else ownSamples()
