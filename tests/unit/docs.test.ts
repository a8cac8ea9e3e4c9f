/** What the documents name exists: linked files, commands, tests. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../rig/paths.ts'

const documents = ['README.md', ...globSync('docs/**/*.md', { cwd: ROOT }), 'tests/rig/README.md']
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
const exists = (path: string): boolean => existsSync(join(ROOT, path))

/** Links to files of ours, as paths from the root. */
const links = (path: string, text: string): string[] =>
  [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, to = '']) => join(dirname(path), to))

/** Paths of source and test files in backticks. */
const named = (text: string): string[] =>
  [...text.matchAll(/`((?:lib|server|console|tests|entrypoints|\.ci)\/[\w./-]+\.\w+)`/g)].map(
    ([, path = '']) => path,
  )

test.each(documents)('%s names only files that exist', (path) => {
  const text = read(path)
  expect([...links(path, text), ...named(text)].filter((to) => !exists(to))).toEqual([])
})

test('the README names the two commands, and only commands that exist', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const text = read('README.md')
  const commands = [...text.matchAll(/(?:^|`)npm (?:run )?([a-z][\w:-]*)/gm)].map(([, name = '']) => name)
  expect(commands).toEqual(expect.arrayContaining(['demo', 'test']))
  expect(commands.filter((name) => scripts[name] === undefined)).toEqual([])
  // Each script that runs a file of ours finds it.
  const files = Object.values(scripts).flatMap(
    (line) => line.match(/\b(?:\.ci|server|tests|console)\/[\w./-]+/g) ?? [],
  )
  expect(files.filter((file) => !exists(file))).toEqual([])
})

test('planted: a dead link and a dead path are seen', () => {
  expect(links('docs/a.md', '[x](gone.md) [y](https://example.org)')).toEqual(['docs/gone.md'])
  expect(named('`lib/gone.ts` and `npm test`')).toEqual(['lib/gone.ts'])
})
