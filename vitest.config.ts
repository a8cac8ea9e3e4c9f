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
          globalSetup: ['tests/rig/global-setup.ts'],
        },
      },
    ],
  },
})
