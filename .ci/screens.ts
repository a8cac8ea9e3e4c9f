/** Takes the pictures of all pages, by the tests that show them, and keeps those that docs/screens/README.md names. */
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { smallPng } from './small-png.ts'

const ROOT = join(import.meta.dirname, '..')
const TAKEN = join(ROOT, '.cache/screens')
const KEPT = join(ROOT, 'docs/screens')
const TESTS = [
  'pages-axe',
  'console',
  'classes',
  'staff-sign-in',
  'lesson-console',
  'lesson-console-running',
  'safeguarding',
  'safeguarding-concerns',
  'safeguarding-work',
  'asking-console',
  'agreement-console',
  'found-console',
  'lists-console',
]

rmSync(TAKEN, { recursive: true, force: true })
const { status } = spawnSync(
  'npx',
  ['vitest', 'run', '--project', 'browser', ...TESTS.map((name) => `tests/browser/${name}.test.ts`)],
  { cwd: ROOT, stdio: 'inherit', env: { ...process.env, KERB_SCREENS: TAKEN } },
)
if (status === 0) {
  const named = readFileSync(join(KEPT, 'README.md'), 'utf8').matchAll(/\]\(([\w-]+\.png)\)/g)
  for (const [, name = ''] of named)
    writeFileSync(join(KEPT, name), smallPng(readFileSync(join(TAKEN, name))))
}
process.exitCode = status ?? 1
