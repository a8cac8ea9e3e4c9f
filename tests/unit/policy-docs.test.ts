/** What is made from the table of managed keys does not drift, and every sample says the same as the table reads. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { policiesOf } from '../../lib/policy/browser-policies.ts'
import { EXAMPLE_OPTIONS, EXAMPLE_VALUES } from '../../.ci/policy-docs/example.ts'
import { generatedFiles } from '../../.ci/policy-docs/files.ts'
import { parseManaged } from '../../lib/policy/managed.ts'
import { browserSchema } from '../../lib/policy/managed-schema.ts'
import { managedKeys } from '../../lib/policy/managed-keys.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const policy = `3rdparty\\extensions\\${EXAMPLE_OPTIONS.id}\\policy`

test.each(Object.entries(generatedFiles()))('%s is up to date (npm run policy:docs)', (path, text) => {
  expect(read(path)).toBe(text)
})

test('the schema asks for strings only, in the subset of JSON schema that browsers know', () => {
  const schema = browserSchema()
  expect(Object.keys(schema).sort()).toEqual(['properties', 'type'])
  expect(Object.keys(schema.properties)).toEqual(managedKeys())
  for (const one of Object.values(schema.properties)) {
    expect(['string', 'array']).toContain(one.type)
    expect(one.items).toEqual(one.type === 'array' ? { type: 'string' } : undefined)
  }
})

test('the example is read without a problem', () => {
  const { config, problems } = parseManaged(EXAMPLE_VALUES)
  expect(problems).toEqual([])
  expect(config?.values).toMatchObject({
    ageGroup: 'secondary',
    youtube: 'strict',
    locked: ['safeSearch', 'youtube'],
  })
  expect(config?.values.blockEntries).toHaveLength(3)
})

test('the Google Admin sample, unwrapped, is the example', () => {
  const wrapped = JSON.parse(read('docs/samples/google-admin.json')) as Record<string, { Value: unknown }>
  expect(Object.fromEntries(Object.entries(wrapped).map(([key, one]) => [key, one.Value]))).toEqual(
    EXAMPLE_VALUES,
  )
})

test('the Linux sample holds the example and the installation', () => {
  const file = JSON.parse(read('docs/samples/linux.json')) as Record<string, never>
  expect(file['3rdparty']).toEqual({ extensions: { [EXAMPLE_OPTIONS.id]: EXAMPLE_VALUES } })
  expect(file['ExtensionSettings']).toEqual(JSON.parse(read('docs/samples/extension-settings.json')))
})

type Tree = Record<string, string | string[]>

const append = (tree: Tree, key: string, item: string): void => {
  const before = tree[key]
  tree[key] = Array.isArray(before) ? [...before, item] : [item]
}

/** A reader of registry files of our own, so that the writer is not checked against itself. */
function readRegistry(text: string, below: string): Tree {
  const tree: Tree = {}
  let key = ''
  for (const line of text.split('\r\n')) {
    const section = /^\[HKEY_LOCAL_MACHINE\\(.*)\]$/.exec(line)?.[1]
    if (section !== undefined)
      key = section.endsWith(below) ? '' : (section.split(`${below}\\`)[1] ?? 'elsewhere')
    const value = /^"((?:[^"\\]|\\.)*)"="((?:[^"\\]|\\.)*)"$/.exec(line)
    if (value === null || key === 'elsewhere') continue
    const [name = '', content = ''] = value.slice(1).map((one) => one.replace(/\\(.)/g, '$1'))
    if (key === '') tree[name] = content
    else append(tree, key, content)
  }
  return tree
}

test.each([
  ['windows-chrome.reg', 'SOFTWARE\\Policies\\Google\\Chrome'],
  ['windows-edge.reg', 'SOFTWARE\\Policies\\Microsoft\\Edge'],
])('%s holds the example', (name, vendor) => {
  const text = read(`docs/samples/${name}`)
  expect(readRegistry(text, `${vendor}\\${policy}`)).toEqual(EXAMPLE_VALUES)
  expect(text).toContain(`[HKEY_LOCAL_MACHINE\\${vendor}\\ExtensionSettings\\${EXAMPLE_OPTIONS.id}]`)
})

test.each(['intune-chrome.ps1', 'intune-edge.ps1'])('%s holds the example', (name) => {
  const tree: Tree = {}
  const line =
    /-Path (?:\$policy|"\$policy\\(\w+)") -Name '(\w+)' -PropertyType String -Value '((?:[^']|'')*)'/g
  for (const [, list, key = '', quoted = ''] of read(`docs/samples/${name}`).matchAll(line)) {
    const value = quoted.replaceAll("''", "'")
    if (list === undefined) tree[key] = value
    else append(tree, list, value)
  }
  expect(tree).toEqual(EXAMPLE_VALUES)
})

test('the update address in the samples is the manifest that packaging writes', () => {
  expect(EXAMPLE_OPTIONS.updateUrl.split('/').at(-1)).toBe('update.xml')
  expect(read('.ci/package.ts')).toContain('update.xml')
})

test.each(['chrome', 'edge'] as const)(
  'the browser policies for Windows are those for Linux: %s',
  (browser) => {
    const onLinux = JSON.parse(read(`docs/samples/browser-policies-linux-${browser}.json`)) as Record<
      string,
      boolean | number | string | string[]
    >
    const onWindows = read(`docs/samples/browser-policies-windows-${browser}.reg`)
    expect(Object.keys(onLinux)).toEqual(policiesOf(browser).map(([name]) => name))
    for (const [name, value] of Object.entries(onLinux)) {
      const written = Array.isArray(value)
        ? `\\${name}]\r\n${value.map((item, i) => `"${i + 1}"="${item}"`).join('\r\n')}`
        : typeof value === 'string'
          ? `"${name}"="${value}"`
          : `"${name}"=dword:0000000${Number(value)}`
      expect(onWindows).toContain(written)
    }
  },
)
