// All set-up a fresh machine needs, for `npm test` and `npm run demo` alike. Plain JavaScript without dependencies:
// it runs on the machine's own Node (18 or newer) before anything of the project is installed.
import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const BIN = join(ROOT, 'node_modules/.bin')

/** Environment in which `node` is the project's own Node 24. */
export const environment = { ...process.env, PATH: `${BIN}${delimiter}${process.env['PATH'] ?? ''}` }

/** What went wrong, in words for the person at the keyboard. */
export class SetUpError extends Error {}

/** @param {string} command @param {string[]} args */
export function run(command, args, options = {}) {
  return spawnSync(command, args, { cwd: ROOT, env: environment, encoding: 'utf8', ...options })
}

const readJson = (/** @type {string} */ path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'))

/** Why the packages must be installed, or null: what lies in node_modules is what the lock file says. */
function whyInstall() {
  if (!existsSync(join(ROOT, 'node_modules/.package-lock.json'))) return 'nothing is installed yet'
  const wanted = readJson('package-lock.json').packages
  const present = readJson('node_modules/.package-lock.json').packages
  for (const [path, entry] of Object.entries(wanted)) {
    // Optional packages are for other systems: npm leaves out the ones that do not fit this one.
    if (path === '' || entry.optional || entry.devOptional) continue
    if (present[path]?.version !== entry.version) return `${path} is not the version in the lock file`
  }
  return null
}

function installPackages() {
  const reason = whyInstall()
  if (!reason) return
  // npm empties the folder first, and would empty the one that others use.
  if (lstatSync(join(ROOT, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink())
    throw new SetUpError(`node_modules is a link, and ${reason}. Run npm ci in the folder that it leads to.`)
  console.log(`Installing packages with npm ci: ${reason}`)
  const done = run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
    env: process.env,
  })
  if (done.status !== 0)
    throw new SetUpError('npm ci failed: see its message above. It needs the npm registry.')
}

/** The packages bring Node 24; with scripts switched off npm leaves the machine's older one in its place. */
function requireNode24() {
  const version = () => run(join(BIN, 'node'), ['--version']).stdout?.trim() ?? 'none'
  if (!version().startsWith('v24.')) run('npm', ['rebuild', 'node'], { stdio: 'inherit', env: process.env })
  if (!version().startsWith('v24.')) {
    throw new SetUpError(
      `The project's own Node should be 24 but is ${version()}. Was npm told to ignore scripts? Run: npm rebuild node`,
    )
  }
}

/** Types that the build tool generates; npm's postinstall makes them, unless scripts are switched off. */
function prepareTypes() {
  if (existsSync(join(ROOT, '.wxt/tsconfig.json'))) return
  const done = run(join(BIN, 'wxt'), ['prepare'])
  if (done.status !== 0) throw new SetUpError(`wxt prepare failed:\n${done.stdout}\n${done.stderr}`)
}

/** Installs what is missing and says what it could not do. Returns the browser's path. */
export async function setUp() {
  if (Number(process.versions.node.split('.')[0]) < 18) {
    throw new SetUpError(`Node 18 or newer is needed to start with (this is ${process.versions.node}).`)
  }
  installPackages()
  requireNode24()
  prepareTypes()
  const { ensureChromium } = await import('../tests/rig/chromium.mjs')
  try {
    return ensureChromium()
  } catch (error) {
    throw new SetUpError(error instanceof Error ? error.message : String(error))
  }
}
