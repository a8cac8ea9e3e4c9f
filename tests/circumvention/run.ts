/**
 * `npm run test:circumvention`: plays every case, writes docs/circumvention.md, and prints the numbers as its last line.
 * Names of cases as arguments play those alone, and leave the table as it is. `--report <file>`, once or more: plays nothing, but
 * makes the table from vitest's reports; where two have played the same case, the later one counts.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureChromium, describeChromium } from '../rig/chromium.mjs'
import { ROOT, cacheFolder } from '../rig/paths.ts'
import { ALL } from './all.ts'
import { missingFrom } from './missing.ts'
import { OPEN } from './open.ts'
import type { Played } from './play.ts'
import { summaryOf, tableOf } from './table.ts'

const { values, positionals } = parseArgs({
  options: { report: { type: 'string', multiple: true } },
  allowPositionals: true,
})

interface Report {
  readonly testResults: readonly {
    readonly message?: string
    readonly assertionResults: readonly { readonly meta?: { readonly circumvention?: Played } }[]
  }[]
}

/** Plays them and returns where the report lies. */
function play(): string {
  const file = join(
    cacheFolder('test'),
    positionals.length > 0 ? 'circumvention-some.json' : 'circumvention-all.json',
  )
  rmSync(file, { force: true })
  const args = [
    'run',
    '--project',
    'circumvention',
    '--reporter=verbose',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]
  const env = {
    ...process.env,
    KERB_FULL: '1',
    ...(positionals.length > 0 ? { KERB_CASES: positionals.join(',') } : {}),
  }
  const { status } = spawnSync(join(ROOT, 'node_modules/.bin/vitest'), [...args, '--passWithNoTests'], {
    cwd: ROOT,
    env,
    stdio: 'inherit',
  })
  if (status !== 0) process.exitCode = 1
  return file
}

function playedIn(file: string): Map<string, Played> {
  const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as Report
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  const played = tests.flatMap(({ meta }) => (meta?.circumvention ? [meta.circumvention] : []))
  return new Map(played.map((one) => [one.name, one]))
}

const commit = (): string => {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim()
  } catch {
    // A copy without its history, from an archive.
    return 'unknown'
  }
}

const reports = values.report ?? [play()]
const played = new Map(reports.flatMap((file) => [...playedIn(file)]))
if (positionals.length === 0) {
  const unplayed = ALL.filter(({ name, isRun }) => isRun && !played.has(name))
  for (const { name } of unplayed) console.log(`${name} was not played`)
  if (unplayed.length > 0) process.exitCode = 1
  const run = {
    at: new Date().toISOString().slice(0, 10),
    commit: commit(),
    browser: describeChromium(ensureChromium()).version,
  }
  writeFileSync(join(ROOT, 'docs/circumvention.md'), tableOf(ALL, played, OPEN, run))
}
const sample = join(ROOT, '../shared/data/bypass-cases.tsv')
if (!existsSync(sample))
  console.log('The sample of cases is not beside this folder: whether one has no test here was skipped')
else
  for (const name of missingFrom(readFileSync(sample, 'utf8'), ALL)) console.log(`No case is named ${name}`)
console.log(JSON.stringify(summaryOf(ALL, played)))
