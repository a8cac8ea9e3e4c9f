// `npm test`: set-up, then every check there is. The last line counts what the runners report.
// `npm run test:full` (--full) runs the whole of tests/budget.json, the demo, the tour and the benches, and writes docs/test-full.md.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ROOT, SetUpError, environment, run, setUp } from './setup.mjs'

const full = process.argv.includes('--full')
const env = { ...environment, ...(full ? { KERB_FULL: '1' } : {}) }
const bin = (/** @type {string} */ name) => join(ROOT, 'node_modules/.bin', name)
const results =
  /** @type {{ name: string, passed: number, failed: number, skipped: number, seconds: number, note?: string }[]} */ ([])

/** Runs one check and adds what it reports. `count` reads the numbers; without it the exit status is one check. */
function check(name, command, args, count) {
  const start = Date.now()
  const done = run(command, args, { env, stdio: count ? 'inherit' : 'pipe', maxBuffer: 1 << 28 })
  const counted = count?.(done.status) ?? {
    passed: done.status === 0 ? 1 : 0,
    failed: done.status === 0 ? 0 : 1,
    skipped: 0,
    note: full ? done.stdout?.trim().split('\n').at(-1) : undefined,
  }
  const seconds = Math.round((Date.now() - start) / 100) / 10
  results.push({ name, ...counted, seconds })
  console.log(`${counted.failed === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
  if (counted.failed > 0 && !count) console.log(`${done.stdout ?? ''}${done.stderr ?? ''}`.slice(-6000))
}

/**
 * One vitest project, counted from its JSON report. `again`: files that failed have a second run, alone and from their
 * beginning (in a journey one step that failed leaves nothing for the next, so a step's own retry does not help it), and
 * what that says counts. Each is named.
 */
function tests(project, { again = false } = {}) {
  check(`${project} tests`, bin('vitest'), vitestArgs(project), (status) => {
    const first = readReport(project)
    const failed = again ? failedFiles(first) : []
    if (failed.length === 0 || failed.length > MOST_AGAIN) return countReport(first, status)
    console.log(`A second run, alone: ${failed.join(', ')}`)
    const { status: after } = run(bin('vitest'), [...vitestArgs(project), '--maxWorkers=1', ...failed], {
      env,
      stdio: 'inherit',
    })
    const second = countReport(readReport(project), after)
    const others = first.testResults.filter((file) => file.status !== 'failed')
    const passed = others.flatMap((file) => file.assertionResults).filter((one) => one.status === 'passed')
    return { ...second, passed: second.passed + passed.length }
  })
}

/** More than this is no matter of chance. */
const MOST_AGAIN = 3

const reportOf = (project) => join(ROOT, '.cache/test', `${project}.json`)

function vitestArgs(project) {
  mkdirSync(join(ROOT, '.cache/test'), { recursive: true })
  rmSync(reportOf(project), { force: true })
  return [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportOf(project)}`,
  ]
}

const readReport = (project) =>
  existsSync(reportOf(project)) ? JSON.parse(readFileSync(reportOf(project), 'utf8')) : undefined

const failedFiles = (report) =>
  report?.testResults.filter((file) => file.status === 'failed').map((file) => relative(ROOT, file.name)) ??
  []

function countReport(report, status) {
  if (!report) return { passed: 0, failed: 1, skipped: 0, note: 'the runner wrote no report' }
  // A file that cannot be loaded holds no test that could fail: it counts as one failure itself.
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  const failed = report.numFailedTests + broken.length
  const passed = report.numPassedTests
  // No test at all, or an error outside of any test, is a failure as well.
  const silent = failed === 0 && (status !== 0 || passed === 0) ? 1 : 0
  return { passed, failed: failed + silent, skipped: report.numPendingTests + report.numTodoTests }
}

function checks() {
  check('format', bin('oxfmt'), ['--check', '.'])
  check('lint', bin('oxlint'), ['--type-aware', '--deny-warnings', '.'])
  check('types', bin('tsc'), ['--noEmit'])
  check('unused code', bin('knip'), ['--no-progress'])
  for (const browser of ['chrome', 'edge']) {
    check(`build for ${browser}`, bin('node'), ['.ci/build-extension.ts', browser, `.output/${browser}-mv3`])
  }
  check('build of the console', bin('vite'), [
    'build',
    '--config',
    'console/vite.config.ts',
    '--logLevel',
    'warn',
  ])
  tests('unit')
  tests('browser', { again: true })
  tests('alone', { again: true })
  // A normal run plays some ways round of each technique; a full one plays all, and its report is the table's.
  tests('circumvention', { again: !full })
  if (!full) return
  check('test:circumvention', bin('node'), [
    'tests/circumvention/run.ts',
    '--report',
    reportOf('circumvention'),
  ])
  check('demo', bin('node'), ['tests/demo/play.ts', '--once'])
  check('tour', bin('node'), ['tests/tour/play.ts'])
  check('bench:page', bin('node'), ['tests/bench/page.ts'])
  check('bench:ingest', bin('node'), ['tests/bench/ingest.ts'])
}

function writeReport(browser, last) {
  const version = run(browser, ['--version', '--no-sandbox']).stdout?.trim()
  const commit = run('git', ['rev-parse', '--short', 'HEAD']).stdout?.trim()
  const rows = results.map((r) => `| ${r.name} | ${r.passed} | ${r.failed} | ${r.skipped} | ${r.seconds} |`)
  const notes = results.filter((r) => r.note?.startsWith('{')).map((r) => `- ${r.name}: \`${r.note}\``)
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

const sum = (key) => results.reduce((total, result) => total + result[key], 0)
try {
  const browser = await setUp()
  checks()
  if (full) writeReport(browser, `${sum('passed')} passed, ${sum('failed')} failed`)
} catch (error) {
  console.error(error instanceof SetUpError ? `Set-up could not finish. ${error.message}` : error)
  results.push({ name: 'set-up', passed: 0, failed: 1, skipped: 0, seconds: 0 })
}
if (sum('skipped') > 0) console.log(`${sum('skipped')} skipped`)
process.exitCode = sum('failed') > 0 || sum('passed') === 0 ? 1 : 0
console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
