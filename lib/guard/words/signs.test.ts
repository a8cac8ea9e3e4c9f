import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SIGNS } from '../signs.ts'

test('every sign beside words, and every kind of words, has a sentence for staff', () => {
  const code = readFileSync(join(import.meta.dirname, 'signs-of.ts'), 'utf8')
  const made = Array.from(
    code.matchAll(/structure\(\s*'([a-z-]+)'|sign: '([a-z-]+)'/g),
    ([, one, other]) => one ?? other ?? '',
  )
  const kinds = ['adult', 'hate', 'violence', 'self-harm', 'drugs', 'gambling', 'unblocker-list']
  const all = [...made, ...kinds.map((kind) => `says-${kind}`), 'host-says-it']
  expect(made.length).toBeGreaterThan(12)
  expect(all.filter((sign) => !Object.hasOwn(SIGNS, sign))).toEqual([])
})
