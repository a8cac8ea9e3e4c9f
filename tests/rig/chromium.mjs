// Finds the browser that tests, the demo and the benches drive. Plain JavaScript: set-up runs it on whatever Node
// the machine has, before the project's own Node 24 is installed.
import { execFileSync, spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'

/** Where browsers live. Debian's /usr/bin/chromium is a shell wrapper, so the real binary comes first. */
const PLACES = [
  '/usr/lib/chromium/chromium',
  '/usr/lib64/chromium-browser/chromium-browser',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/opt/google/chrome/chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/opt/microsoft/msedge/msedge',
  '/usr/bin/microsoft-edge-stable',
  '/usr/bin/microsoft-edge',
]

const ADVICE =
  'No Chromium, Chrome or Edge was found. Install one (Debian and Ubuntu: apt-get install chromium), ' +
  'or name its program in the environment: CHROMIUM_PATH=/path/to/chromium'

/** @param {string} path */
const runs = (path) => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    // Not there, or not ours to run: the next place may be.
    return false
  }
}

/** The path of a browser, or null. A path given in the environment must be right. */
export function findChromium() {
  const named = process.env['CHROMIUM_PATH'] || process.env['CHROME_PATH']
  if (named) {
    if (!runs(named)) throw new Error(`CHROMIUM_PATH or CHROME_PATH names ${named}, which cannot be run`)
    return named
  }
  return PLACES.find(runs) ?? null
}

/** Which browser it is and where it reads its policies: its folder below /etc. @param {string} path */
export function describeChromium(path) {
  const version = execFileSync(path, ['--version', '--no-sandbox'], { encoding: 'utf8' }).trim()
  const major = Number(/ (\d+)\./.exec(version)?.[1] ?? 0)
  if (version.includes('Edge')) return { version, major, folder: 'opt/edge' }
  if (version.includes('for Testing')) return { version, major, folder: 'opt/chrome_for_testing' }
  return { version, major, folder: version.includes('Chromium') ? 'chromium' : 'opt/chrome' }
}

/** Finds a browser or, as root on a machine with apt-get, installs Debian's. Throws with advice otherwise. */
export function ensureChromium() {
  const found = findChromium()
  if (found) return found
  if (process.getuid?.() === 0 && runs('/usr/bin/apt-get')) {
    console.log('No browser found: installing Chromium with apt-get')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['update', '-q'], { stdio: 'inherit', env })
    const install = ['install', '-y', '-q', '--no-install-recommends']
    spawnSync('apt-get', [...install, 'chromium'], { stdio: 'inherit', env })
    // A screen and a hand for it (screen.ts). Without them one test is skipped.
    spawnSync('apt-get', [...install, 'xvfb', 'xdotool'], { stdio: 'inherit', env })
    const installed = findChromium()
    if (installed) return installed
  }
  throw new Error(ADVICE)
}
