/** The house stays the house. Each rule is shown to hold for the real tree and to fail on a planted violation. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Project } from 'ts-morph'
import { describe, expect, test } from 'vitest'
import {
  MOST_LINES,
  browserSeam,
  fileSize,
  folders,
  importsOf,
  noMarkupFromText,
  noSleepingTests,
  rooms,
} from '../fixtures/architecture.ts'
import type { House, Rule } from '../fixtures/architecture.ts'
import { ROOT } from '../rig/paths.ts'

/** Files of a project of their own: whatever comes into one has all of it bound again. */
function newHouses() {
  const project = new Project({ useInMemoryFileSystem: true, skipFileDependencyResolution: true })
  return (path: string, text: string): House => ({
    path,
    source: project.createSourceFile(`/${path}`, text, { overwrite: true }),
  })
}

const PATTERNS = ['{lib,entrypoints,server,console,tests}/**/*.{ts,tsx}', '.ci/*.ts']
const standing = newHouses()
const real = PATTERNS.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).map((path) =>
  standing(path, readFileSync(join(ROOT, path), 'utf8')),
)

interface Case {
  readonly what: string
  readonly rule: Rule
  /** Files that break the rule, each on its own. */
  readonly planted: readonly (readonly [path: string, text: string])[]
  /** A file that looks like a violation but is none. */
  readonly innocent: readonly [path: string, text: string]
}

const CASES: Case[] = [
  {
    what: 'folders depend in one direction',
    rule: folders,
    planted: [
      ['lib/policy/planted.ts', `import { app } from '../../server/app.ts'`],
      ['lib/ui/planted.ts', `export * from '../../entrypoints/background.ts'`],
      ['lib/lists/planted.ts', `import fixture from '../../tests/fixtures/x.json'`],
      ['server/planted.ts', `import { compile } from '../lib/rules/compile.ts'`],
      ['server/routes/planted.ts', `const x = await import('../../lib/browser/api.ts')`],
      ['console/planted.tsx', `import type { Store } from '../lib/activity/store.ts'`],
      ['entrypoints/planted.ts', `import { start } from '../server/start.ts'`],
      ['lib/policy/far.ts', `import x from '../../../elsewhere/x.json'`],
    ],
    innocent: ['lib/lists/fine.ts', `import data from '../../assets/catalogue/x.json' with { type: 'json' }`],
  },
  {
    what: 'rooms of lib depend in one direction',
    rule: rooms,
    planted: [
      ['lib/policy/planted.ts', `import { api } from '../browser/api.ts'`],
      ['lib/verdict/planted.ts', `import { compile } from '../rules/compile.ts'`],
      ['lib/ui/parts/planted.tsx', `import { store } from '../../activity/store.ts'`],
      ['lib/attic/planted.ts', `import { decide } from '../verdict/decide.ts'`],
      ['lib/browser/planted.ts', `import { start } from '../worker/start.ts'`],
      ['lib/worker/planted.ts', `import { Page } from '../ui/parts/Page.tsx'`],
    ],
    innocent: ['lib/browser/fine.ts', `import type { Port } from '../navigation/ports.ts'`],
  },
  {
    what: 'only lib/browser touches the browser',
    rule: browserSeam,
    planted: [
      ['lib/rules/planted.ts', `import browser from 'webextension-polyfill'`],
      ['entrypoints/planted.ts', `chrome.runtime.getURL('/')`],
      ['lib/ui/planted.ts', `export const id = browser.runtime.id`],
      ['lib/device/planted.ts', `globalThis.chrome.storage.local.clear()`],
    ],
    innocent: [
      'lib/device/fine.ts',
      `const f = (browser: { version: string }, t: chrome.tabs.Tab) => browser.version + t.id`,
    ],
  },
  {
    what: 'no text becomes markup or code',
    rule: noMarkupFromText,
    planted: [
      ['lib/ui/planted.ts', `document.body.innerHTML = title`],
      ['console/planted.tsx', `export const X = () => <p dangerouslySetInnerHTML={{ __html: title }} />`],
      ['entrypoints/planted.ts', `document.write(title)`],
      ['lib/ui/planted2.ts', `node.insertAdjacentHTML('beforeend', title)`],
      ['server/planted.ts', `new Function(title)()`],
    ],
    innocent: ['lib/ui/fine.ts', `node.textContent = 'innerHTML'`],
  },
  {
    what: 'files stay small',
    rule: fileSize,
    planted: [['lib/policy/planted.ts', 'export {}\n'.repeat(MOST_LINES + 1)]],
    innocent: ['lib/policy/fine.ts', 'export {}\n'.repeat(MOST_LINES)],
  },
  {
    what: 'no test is skipped',
    rule: noSleepingTests,
    planted: [['lib/policy/planted.test.ts', `test.skip('later', () => {})`]],
    innocent: ['lib/policy/fine.test.ts', `test('it.skip', () => {})`],
  },
]

const house = newHouses()

describe.each(CASES)('$what', ({ rule, planted, innocent }) => {
  test('in the real tree', () => {
    expect(rule(real)).toEqual([])
  })
  test.each(planted)('and a violation in %s is seen', (path, text) => {
    expect(rule([house(path, text)])).not.toEqual([])
  })
  test('and what is allowed is left alone', () => {
    expect(rule([house(...innocent)])).toEqual([])
  })
})

test('the rules looked at the real tree', () => {
  expect(real.length).toBeGreaterThan(50)
  const imports = real.flatMap(importsOf)
  for (const to of ['lib/zod.ts', 'lib/policy/effective.ts']) expect(imports).toContain(to)
})
