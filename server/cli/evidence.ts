/** `npm run evidence -- <what>`: checks a pack that somebody holds, or the whole chain of this server. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { People } from '../db/people.ts'
import { checkChain } from '../evidence/check.ts'
import { readZip } from '../evidence/read-zip.ts'
import { verdictOf, verifyPack } from '../evidence/verifier/pack.ts'
import { isPdf, packInPdf } from '../evidence/verifier/pdf.ts'
import { CommandError, run, say } from './run.ts'

const USAGE = `npm run evidence -- verify <PDF, zip or folder>   is this pack whole, and who signed its rows?
npm run evidence -- check                         does this server's whole record hold against its chain?`

async function verify(path: string | undefined): Promise<void> {
  if (path === undefined) throw new CommandError(USAGE)
  const bytes = statSync(path).isDirectory() ? null : readFileSync(path)
  const pdf = bytes !== null && isPdf(bytes) ? bytes : null
  const files = bytes && (await readZip(pdf ? packInPdf(pdf) : bytes))
  const found = verifyPack((name) => {
    if (files) return files.get(name) ?? null
    if (name.includes('..')) return null
    try {
      return readFileSync(join(path, name))
    } catch {
      return null // Missing, which is told.
    }
  }, pdf)
  say(verdictOf(found))
  if (found.problems.length > 0) process.exitCode = 1
}

const [what, path] = process.argv.slice(2)
// A pack is checked without a database: whoever holds one need have no server.
if (what === 'verify') {
  try {
    await verify(path)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
} else {
  await run(async ({ db, vault }) => {
    if (what !== 'check') throw new CommandError(USAGE)
    const { entries, days, rows, gone, problems } = await checkChain(
      { db, vault, people: new People(vault) },
      Date.now(),
    )
    say(`${days} days, ${entries} entries, ${rows} rows as they came, ${gone} gone as was noted.`)
    for (const problem of problems) say(`- ${problem}`)
    if (problems.length > 0) process.exitCode = 1
  })
}
