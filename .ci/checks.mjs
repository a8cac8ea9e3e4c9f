// One check after another, or beside another: each runs a command, and what it says is counted.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { setPriority } from 'node:os'
import { join, relative } from 'node:path'
import { ROOT } from './setup.mjs'

/** Behind what waits for a browser, which must not wait for a processor as well. */
const BEHIND = 10

const bin = (/** @type {string} */ name) => join(ROOT, 'node_modules/.bin', name)
export const reportOf = (/** @type {string} */ name) => join(ROOT, '.cache/test', `${name}.json`)

export class Checks {
  /** @type {{ name: string, passed: number, failed: number, skipped: number, seconds: number, note?: string, failures?: string[] }[]} */
  results = []
  #env

  /** @param {NodeJS.ProcessEnv} env */
  constructor(env) {
    this.#env = env
  }

  sum(key) {
    return this.results.reduce((total, result) => total + result[key], 0)
  }

  /** What failed and stays failed, by name: the end of the output is what is read first. */
  failures() {
    const tests = this.results.flatMap(({ failures = [] }) => failures)
    const others = this.results.filter(({ failed, failures }) => failed > 0 && failures === undefined)
    return [...others.map(({ name }) => name), ...tests]
  }

  /** A command that is one check by its exit status; its last line is the note. `tool` lies in node_modules/.bin. */
  async check(name, tool, args, { isBehind = false } = {}) {
    const began = Date.now()
    const { status, output } = await run(bin(tool), args, { env: this.#env, isKept: true, isBehind })
    const failed = status === 0 ? 0 : 1
    if (failed) console.log(output.slice(-6000))
    this.#add(name, began, { passed: 1 - failed, failed, skipped: 0, note: output.trim().split('\n').at(-1) })
  }

  /**
   * Vitest projects in one run, counted from its JSON report, which lies at `reportOf(name)`. Returns what runs once more
   * the files that failed, alone and from their beginning (in a journey one step that failed leaves nothing for the next,
   * so a step's own retry does not help it), and adds the numbers: what the second run says counts. Each is named. More
   * than `mostAgain` are no matter of chance. `envAgain`: what else that run is given.
   * `isBehind`: it leaves the processors to the others and says what it has to say at its end.
   */
  async tests(name, projects, { env = {}, envAgain = env, isBehind = false, mostAgain = 6 } = {}) {
    const began = Date.now()
    const options = { env: { ...this.#env, ...env }, isKept: isBehind, isBehind }
    const { status, output } = await run(bin('vitest'), vitestArgs(name, projects), options)
    if (isBehind) console.log(output)
    const first = readReport(name)
    const took = Date.now() - began
    return async () => {
      const failed = failedFiles(first)
      if (failed.length === 0 || failed.length > mostAgain)
        return this.#add(`${name} tests`, Date.now() - took, countReport(first, status))
      console.log(`A second run, alone: ${failed.join(', ')}`)
      const args = [...vitestArgs(`${name}-again`, projects), '--maxWorkers=1', ...failed]
      const again = Date.now() - took
      const { status: after } = await run(bin('vitest'), args, { env: { ...this.#env, ...envAgain } })
      const second = countReport(readReport(`${name}-again`), after)
      const others = first.testResults.filter((file) => file.status !== 'failed')
      const passed = others.flatMap((file) => file.assertionResults).filter((one) => one.status === 'passed')
      this.#add(`${name} tests`, again, { ...second, passed: second.passed + passed.length })
    }
  }

  #add(name, began, counted) {
    const seconds = Math.round((Date.now() - began) / 100) / 10
    this.results.push({ name, ...counted, seconds })
    console.log(`${counted.failed === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
  }
}

/** Resolves when it has ended, with its exit status (1 when a signal ended it) and, `isKept`, what it printed. */
function run(command, args, { env, isKept = false, isBehind = false }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio: isKept ? 'pipe' : 'inherit' })
    const parts = []
    child.stdin?.end()
    child.stdout?.on('data', (part) => parts.push(part))
    child.stderr?.on('data', (part) => parts.push(part))
    child.once('error', reject)
    child.once('close', (status) =>
      resolve({ status: status ?? 1, output: Buffer.concat(parts).toString('utf8') }),
    )
    if (isBehind && child.pid !== undefined) setPriority(child.pid, BEHIND)
  })
}

function vitestArgs(name, projects) {
  mkdirSync(join(ROOT, '.cache/test'), { recursive: true })
  rmSync(reportOf(name), { force: true })
  return [
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportOf(name)}`,
  ]
}

const readReport = (name) =>
  existsSync(reportOf(name)) ? JSON.parse(readFileSync(reportOf(name), 'utf8')) : undefined

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
  return {
    passed,
    failed: failed + silent,
    skipped: report.numPendingTests + report.numTodoTests,
    ...(silent === 0 && { failures: failedNames(report) }),
  }
}

/** Each test that failed, or its file where none of it could be run: where, and the first line of what went wrong. */
const failedNames = (report) =>
  report.testResults
    .filter((file) => file.status === 'failed')
    .flatMap((file) => {
      const told = (what, message = '') => `${relative(ROOT, file.name)}${what}: ${message.split('\n')[0]}`
      const failed = file.assertionResults.filter((one) => one.status === 'failed')
      if (failed.length === 0) return [told('', file.message)]
      return failed.map((one) => told(` > ${one.fullName}`, one.failureMessages[0]))
    })
