import { globSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

/** Tests in which milliseconds count: they have the machine to themselves. */
const ALONE = ['tests/browser/crash.test.ts', 'tests/browser/shared-devices.test.ts']

const UNIT = [
  'lib/**/*.test.{ts,tsx}',
  'server/**/*.test.ts',
  'console/**/*.test.{ts,tsx}',
  'tests/unit/**/*.test.{ts,tsx}',
]

/** A page, or another module in one's place, is for one file alone. */
const needsItsOwn = (file: string): boolean =>
  /@vitest-environment|vi\.(do)?[Mm]ock\(/.test(readFileSync(file, 'utf8'))

/**
 * Files that load what they test once, in one process for many: a quarter of the time of all unit tests is loading. Only
 * with KERB_TOGETHER (`npm test` sets it): whoever runs one file has it by itself, in the project `unit`.
 */
const TOGETHER = process.env['KERB_TOGETHER']
  ? UNIT.flatMap((pattern) => globSync(pattern)).filter((file) => !needsItsOwn(file))
  : []

const fast = {
  // One fewer than the cores is the default: one, on the two that continuous integration has.
  maxWorkers: 2,
  // Generous: they say that something hangs, and must not say that the machine is busy. It is: `npm test` runs them
  // behind the browser tests.
  testTimeout: 180_000,
  hookTimeout: 180_000,
}

const inBrowsers = {
  testTimeout: 180_000,
  hookTimeout: 180_000,
  // A shared, busy machine can starve a whole browser for seconds. A test that needs another try is named in the report;
  // one that fails twice fails, and its file has one more run from its beginning, alone (.ci/checks.mjs).
  retry: process.env['CI'] ? 1 : 0,
  globalSetup: ['tests/rig/global-setup.ts'],
}

/** They wait more than they work, some of them a minute for the browser itself: files of both kinds run at once. */
const SIDE_BY_SIDE = { maxWorkers: 4, isolate: false, sequence: { groupOrder: 1 } }

export default defineConfig({
  test: {
    projects: [
      // Fast tests, no browser: beside the code or in tests/unit.
      { test: { ...fast, name: 'unit', include: UNIT, exclude: TOGETHER } },
      ...(TOGETHER.length > 0
        ? [{ test: { ...fast, name: 'together', include: TOGETHER, isolate: false } }]
        : []),
      {
        // The real thing: production build, force-installed by policy, in Chromium, against the real server.
        test: {
          ...inBrowsers,
          ...SIDE_BY_SIDE,
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          exclude: ALONE,
        },
      },
      {
        // Ways round, each by its name, and what must not be taken for one: tests/circumvention.
        test: {
          ...inBrowsers,
          ...SIDE_BY_SIDE,
          name: 'circumvention',
          include: ['tests/circumvention/**/*.test.ts'],
        },
      },
      {
        test: {
          ...inBrowsers,
          name: 'alone',
          include: ALONE,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
