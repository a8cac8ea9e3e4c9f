// `npm test`: set-up, then every check there is. The last line counts what the runners report.
// `npm run test:full` (--full) runs the whole of tests/budget.json, the demo, the tour and two benches, and writes docs/test-full.md.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Checks, reportOf } from './checks.mjs'
import { inMemory } from './in-memory.mjs'
import { ROOT, SetUpError, environment, run, setUp } from './setup.mjs'

const full = process.argv.includes('--full')
const checks = new Checks({ ...environment, ...(full ? { KERB_FULL: '1' } : {}) })
/** Each of the school's servers, threads and commands reads the same sources: half of its start is compiling them. */
const compiled = { NODE_COMPILE_CACHE: join(ROOT, '.cache/compiled') }
/** Tests keep their folders in memory where there is room; those in which milliseconds count write to the disk. */
const quick = { KERB_BUILT: '1', ...compiled, ...inMemory() }

/** What tests of both kinds use, so that neither builds it under the other's feet. */
async function builds() {
  const extension = (browser) =>
    checks.check(`build for ${browser}`, 'node', [
      '.ci/build-extension.ts',
      browser,
      `.output/${browser}-mv3`,
    ])
  const ui = ['build', '--config', 'console/vite.config.ts', '--logLevel', 'warn']
  await Promise.all([extension('chrome'), checks.check('build of the console', 'vite', ui)])
  await extension('edge')
}

/** What needs a processor all the time. */
async function working() {
  const behind = { isBehind: true }
  await checks.check('format', 'oxfmt', ['--check', '.'], behind)
  await checks.check('lint', 'oxlint', ['--type-aware', '--deny-warnings', '.'], behind)
  await checks.check('types', 'tsc', ['--noEmit'], behind)
  await checks.check('unused code', 'knip', ['--no-progress'], behind)
  const env = { ...quick, KERB_TOGETHER: '1' }
  // What does not go together with others shows itself once more in a process of its own.
  return checks.tests('unit', ['unit*', 'together*'], { env, envAgain: quick, ...behind, mostAgain: 10 })
}

/** What waits for browsers more than it works. */
const waiting = () =>
  // A normal run plays some ways round of each technique; a full one plays all, and its report is the table's.
  checks.tests('browser', ['browser', 'circumvention'], { env: quick })

async function all() {
  await builds()
  // What failed runs again when both have ended.
  for (const again of await Promise.all([waiting(), working()])) await again()
  await (
    await checks.tests('alone', ['alone'], { env: { KERB_BUILT: '1', ...compiled } })
  )()
  if (!full) return
  await checks.check('test:circumvention', 'node', [
    'tests/circumvention/run.ts',
    '--report',
    reportOf('browser'),
  ])
  await checks.check('demo', 'node', ['tests/demo/play.ts', '--once'])
  await checks.check('tour', 'node', ['tests/tour/play.ts'])
  await checks.check('bench:page', 'node', ['tests/bench/page.ts'])
  await checks.check('bench:ingest', 'node', ['tests/bench/ingest.ts'])
}

function writeReport(browser, last) {
  const version = run(browser, ['--version', '--no-sandbox']).stdout?.trim()
  const commit = run('git', ['rev-parse', '--short', 'HEAD']).stdout?.trim()
  const rows = checks.results.map(
    (r) => `| ${r.name} | ${r.passed} | ${r.failed} | ${r.skipped} | ${r.seconds} |`,
  )
  const notes = checks.results.filter((r) => r.note?.startsWith('{')).map((r) => `- ${r.name}: \`${r.note}\``)
  const text = [
    '# The last full run',
    '',
    `Written by \`npm run test:full\` on ${new Date().toISOString().slice(0, 10)}, at commit ${commit}, with ${version}.`,
    'It runs every round that `tests/budget.json` names under `full`; `npm test` runs the `normal` ones.',
    '',
    '| check | passed | failed | skipped | seconds |',
    '|---|--:|--:|--:|--:|',
    ...rows,
    '',
    ...(notes.length > 0 ? [...notes, ''] : []),
    `**${last}**`,
    '',
  ]
  writeFileSync(join(ROOT, 'docs/test-full.md'), text.join('\n'))
}

const said = () => `${checks.sum('passed')} passed, ${checks.sum('failed')} failed`
try {
  const browser = await setUp()
  await all()
  if (full) writeReport(browser, said())
} catch (error) {
  console.error(error instanceof SetUpError ? `Set-up could not finish. ${error.message}` : error)
  checks.results.push({ name: 'set-up', passed: 0, failed: 1, skipped: 0, seconds: 0 })
}
for (const failure of checks.failures()) console.log(`FAILED ${failure}`)
if (checks.sum('skipped') > 0) console.log(`${checks.sum('skipped')} skipped`)
process.exitCode = checks.sum('failed') > 0 || checks.sum('passed') === 0 ? 1 : 0
console.log(said())
