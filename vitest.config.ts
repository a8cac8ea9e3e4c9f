import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        // Fast tests, no browser: beside the code or in tests/unit.
        test: {
          name: 'unit',
          include: [
            'lib/**/*.test.{ts,tsx}',
            'server/**/*.test.ts',
            'console/**/*.test.{ts,tsx}',
            'tests/unit/**/*.test.{ts,tsx}',
          ],
          testTimeout: 20_000,
        },
      },
      {
        // The real thing: production build, force-installed by policy, in Chromium, against the real server.
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          // A shared, busy machine can starve a whole browser for seconds. A test that needs its second try is named
          // in the report; one that fails twice fails.
          retry: process.env['CI'] ? 1 : 0,
          globalSetup: ['tests/rig/global-setup.ts'],
        },
      },
    ],
  },
})
