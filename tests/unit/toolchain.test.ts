/** The ground everything else stands on. */
import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { budget, seed } from '../rig/budget.ts'
import { ROOT } from '../rig/paths.ts'

const tracked = execFileSync('git', ['ls-files', '-z', '--cached'], { cwd: ROOT, encoding: 'utf8' })
  .split('\0')
  .filter((path) => path !== '' && !/\.(png|ico|woff2|gz)$/.test(path))
  .filter((path) => statSync(join(ROOT, path), { throwIfNoEntry: false })?.isFile())
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** Tracked files whose text holds one of these, as "path: text". */
const mentions = (texts: readonly string[], paths = tracked): string[] =>
  paths.flatMap((path) => {
    const content = read(path)
    return texts.filter((text) => content.includes(text)).map((text) => `${path}: ${text}`)
  })

test('runs on Node 24 or newer', () => {
  expect(Number(process.versions.node.split('.')[0])).toBeGreaterThanOrEqual(24)
})

test('the lock file records no download address', () => {
  expect(read('package-lock.json')).not.toMatch(/"resolved": *"[a-z+]*:\/\//)
})

test('no tracked file names a package registry or a path of this machine', () => {
  const registries = ['registry.npmjs', 'registry.yarnpkg', 'npm.pkg.github'].map((name) => `${name}.`)
  const machine = [`${ROOT}/`, `${dirname(ROOT)}/`].filter((path) => path.split('/').length > 3)
  const others = tracked.filter((path) => path !== 'tests/unit/toolchain.test.ts')
  expect(mentions([...registries, ...machine], others)).toEqual([])
  // The search itself finds what is there.
  expect(mentions(['"lockfileVersion"'], ['package-lock.json'])).toHaveLength(1)
})

test('no link is tracked: it would lead to a place of one machine', () => {
  const modes = execFileSync('git', ['ls-files', '--stage'], { cwd: ROOT, encoding: 'utf8' }).split('\n')
  expect(modes.filter((line) => line.startsWith('120000'))).toEqual([])
  expect(modes.some((line) => line.startsWith('100644'))).toBe(true)
})

test('nothing depends on a folder beside the project', () => {
  // As an import or a path that leaves the root: '../../x' from the root's own depth.
  const escaping = tracked
    .filter((path) => /\.(m?[jt]sx?|json)$/.test(path) && path !== 'package-lock.json')
    // Its planted violations are such paths.
    .filter((path) => path !== 'tests/unit/architecture.test.ts')
    .flatMap((path) =>
      [...read(path).matchAll(/['"`]((?:\.\.\/)+)[^'"`\n]*['"`]/g)]
        .filter(([, up = '']) => up.length / 3 > path.split('/').length - 1)
        .map(([text]) => `${path}: ${text}`),
    )
  expect(escaping).toEqual([])
})

test('one file says how many rounds run, normal and full', () => {
  const budgets = JSON.parse(read('tests/budget.json')) as Record<'normal' | 'full', Record<string, number>>
  expect(Object.keys(budgets.full)).toEqual(Object.keys(budgets.normal))
  for (const [name, rounds] of Object.entries(budgets.normal)) {
    expect(rounds).toBeGreaterThan(0)
    expect(budgets.full[name]).toBeGreaterThanOrEqual(rounds)
  }
  expect(() => budget('no such test')).toThrow('no such test')
  expect(Number.isSafeInteger(seed())).toBe(true)
})
