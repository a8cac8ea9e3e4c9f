/**
 * What really arrives from a policy file, through the browser and our schema, and what Kerb makes of it. A small
 * extension with Kerb's schema stands in for Kerb: this is about the browser's half.
 */
import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EXAMPLE_VALUES } from '../../.ci/policy-docs/example.ts'
import { describeProblem, parseManaged, type ManagedConfig } from '../../lib/policy/managed.ts'
import { browserSchema } from '../../lib/policy/managed-schema.ts'
import { launchManaged } from '../rig/browser.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { pack } from '../rig/crx.ts'
import { ROOT, temporaryFolder } from '../rig/paths.ts'
import { until } from '../rig/until.ts'

type Values = Record<string, unknown>
let browser: ManagedBrowser
let edit = 0

beforeAll(async () => {
  const folder = temporaryFolder('managed-values')
  cpSync(join(ROOT, 'tests/rig/probe'), folder, { recursive: true })
  writeFileSync(join(folder, 'schema.json'), JSON.stringify(browserSchema()))
  browser = await launchManaged({ extension: await pack(folder), policy: { ...EXAMPLE_VALUES } })
  await browser.waitForExtension()
})
afterAll(() => browser.close())

const arrived = (): Promise<Values> => browser.evaluateInWorker(() => chrome.storage.managed.get())

/** Writes the policy file and waits until the browser passes it on, told by a contact that no other edit has. */
async function write(values: Values): Promise<Values> {
  const schoolContact = `edit ${++edit}`
  browser.setPolicy({ ...values, schoolContact })
  return until(
    async () => {
      const now = await arrived()
      return now['schoolContact'] === schoolContact && now
    },
    { what: 'the edited values' },
  )
}

/** Last good values; the first test shows that they arrive just so. */
function good(): ManagedConfig {
  const { config, problems } = parseManaged(EXAMPLE_VALUES)
  expect(problems).toEqual([])
  if (config === null) throw new Error('the example is readable')
  return config
}

test('every key of the sample arrives, whole', async () => {
  const values = await until(
    async () => {
      const now = await arrived()
      return Object.keys(now).length > 0 && now
    },
    { what: 'the first values' },
  )
  expect(values).toEqual(EXAMPLE_VALUES)
})

test('a bad item arrives and is named; the others hold', async () => {
  const before = good()
  const { config, problems } = parseManaged(
    await write({ ...EXAMPLE_VALUES, blockEntries: ['new.example', 'a b'] }),
    before,
  )
  expect(problems).toMatchObject([{ key: 'blockEntries', item: 2, kept: true }])
  expect(config?.values.blockEntries.map((one) => one.host)).toEqual(
    expect.arrayContaining(['new.example', 'games.example.com']),
  )
})

test('a bad key arrives and keeps its last good value', async () => {
  const before = good()
  const { config, problems } = parseManaged(
    await write({ ...EXAMPLE_VALUES, youtube: 'strickt', ageGroup: 'Year 9' }),
    before,
  )
  expect(problems.map((one) => one.key)).toEqual(['ageGroup', 'youtube'])
  expect(config?.values).toMatchObject({ ageGroup: 'secondary', youtube: 'strict' })
})

test.each<[string, unknown]>([
  ['a text where a list belongs', 'games.example.com'],
  ['a list with a number in it', ['games.example.com', 5]],
  ['the form of the Google Admin console', { Value: ['games.example.com'] }],
])('%s is dropped by the browser; keysSet notices', async (_, blockEntries) => {
  const before = good()
  const values = await write({ ...EXAMPLE_VALUES, blockEntries })
  expect(values).not.toHaveProperty('blockEntries')
  const { config, problems } = parseManaged(values, before)
  expect(problems.map(describeProblem)).toEqual([
    'blockEntries: is named in keysSet but did not arrive. The browser drops a value that is not a list of texts: correct it, or take the name out of keysSet. Until then the last good value is kept.',
  ])
  expect(config?.values.blockEntries).toEqual(before.values.blockEntries)
})

test('a removed key goes to its default', async () => {
  const before = good()
  const { blockEntries: _, keysSet: __, ...rest } = EXAMPLE_VALUES
  const { config, problems } = parseManaged(await write(rest), before)
  expect(problems).toEqual([])
  expect(config?.values.blockEntries).toEqual([])
})

test('all removed: the last good values stay', async () => {
  const before = good()
  browser.setPolicy(undefined)
  const values = await until(
    async () => {
      const now = await arrived()
      return Object.keys(now).length === 0 && now
    },
    { what: 'the empty store' },
  )
  const { config, problems } = parseManaged(values, before)
  expect(problems).toMatchObject([{ code: 'empty', kept: true }])
  expect(config?.values).toEqual(before.values)
})
