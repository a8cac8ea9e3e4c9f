/** The build puts sheets that pages share behind a page's own: nothing may hang on which of the two comes last. */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../rig/paths.ts'

/** By page: its sheets, as its HTML names them. */
const pages = new Map(
  globSync('entrypoints/*/index.html', { cwd: ROOT }).map((path) => {
    const html = readFileSync(join(ROOT, path), 'utf8')
    const sheets = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)]
    return [path, sheets.map(([, href = '']) => join(dirname(path), href))]
  }),
)
const uses = (sheet: string): number => [...pages.values()].filter((sheets) => sheets.includes(sheet)).length

/** Selectors of rules that hold always; what stands in a condition is indented. */
const selectorsOf = (css: string): string[] =>
  [...css.matchAll(/^([^\s@/}][^{}]*)\{/gm)].flatMap(([, list = '']) =>
    list.split(/,\s*(?![^(]*\))/).map((selector) => selector.trim().replaceAll(/\s+/g, ' ')),
  )

/** Said in a page's own sheet and in one that it shares, with the same weight. */
const both = (own: string, shared: string): string[] => {
  const there = new Set(selectorsOf(shared))
  return selectorsOf(own).filter((selector) => there.has(selector))
}

test.each([...pages])(
  '%s says nothing in its own sheet that a shared one says with the same weight',
  (_, sheets) => {
    const read = (sheet: string) => readFileSync(join(ROOT, sheet), 'utf8')
    const shared = sheets.filter((sheet) => uses(sheet) > 1)
    const own = sheets.filter((sheet) => uses(sheet) === 1)
    expect(own.flatMap((one) => shared.flatMap((other) => both(read(one), read(other))))).toEqual([])
  },
)

test('it would see one', () => {
  expect(both('.a,\n.b {\n  gap: 0;\n}', '.b {\n  gap: 1rem;\n}\n@media print {\n  .a {\n  }\n}')).toEqual([
    '.b',
  ])
})
