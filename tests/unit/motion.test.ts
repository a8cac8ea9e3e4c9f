/** Less motion, for who asks for it: one rule for all pages of ours, and nothing at all where it does not reach. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../rig/paths.ts'

const MOVES = /\btransition\b|\banimation\b|@keyframes|scroll-behavior|\.animate\(|'smooth'/

const codeOf = (path: string): string =>
  readFileSync(join(ROOT, path), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')

const filesOf = (...patterns: string[]): string[] =>
  globSync(patterns, { cwd: ROOT }).filter((path) => !path.includes('.test.'))

test('what Kerb draws on other pages, out of the rule’s reach, never moves; no script of ours moves anything', () => {
  const scripts = filesOf('lib/ui/**/*.{ts,tsx}', 'console/**/*.{ts,tsx}', 'entrypoints/**/*.{ts,tsx}')
  expect(scripts.length).toBeGreaterThan(100)
  expect(scripts.filter((path) => MOVES.test(codeOf(path)))).toEqual([])
  // The search finds what is there.
  expect(MOVES.test(codeOf('lib/ui/blocked/blocked.css'))).toBe(true)
})

test('the rule stands in the style that every page begins with, and no other style is stronger', () => {
  const theme = 'lib/ui/theme.css'
  expect(codeOf(theme)).toMatch(/@media \(prefers-reduced-motion: reduce\) \{\s*\*,/)
  expect(codeOf('console/index.html')).toContain('theme.css')
  expect(codeOf('wxt.config.ts')).toContain('/lib/ui/theme.css')
  const styles = filesOf('lib/ui/**/*.css', 'console/styles/*.css', 'entrypoints/**/*.css')
  const stronger = styles.filter((path) => /(animation|transition)[^;]*!important/.test(codeOf(path)))
  expect(stronger).toEqual([theme])
})
