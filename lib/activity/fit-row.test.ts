import { fc, test } from '@fast-check/vitest'
import { expect, it } from 'vitest'
import { ACTIONS, CATEGORY_IDS } from '../policy/categories.ts'
import { type Row, rowSchema } from '../protocol/rows.ts'
import { importRowKey, sealRow } from '../protocol/seal.ts'
import { sealedRowSchema } from '../protocol/wire.ts'
import { fitRow } from './fit-row.ts'

/** Any text, also such as JSON writes with six characters for one, and far longer than allowed. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc
    .tuple(fc.constantFrom('\u0001', '\ud800', '€', 'a', '"', '🙂'), fc.integer({ min: 0, max: 20_000 }))
    .map(([unit, n]) => unit.repeat(n)),
)
const base = {
  seq: fc.integer({ min: 1, max: 2 ** 40 }),
  at: fc.integer({ min: 0, max: 2 ** 42 }),
  who: fc.option(fc.record({ name: text, from: fc.constant('profile') }), { nil: undefined }),
}
const place = {
  host: text,
  path: text,
  categories: fc.uniqueArray(fc.constantFrom(...CATEGORY_IDS), { maxLength: 40 }),
  action: fc.constantFrom(...ACTIONS),
  reason: text,
}
const row = fc.oneof(
  fc.record({ ...base, kind: fc.constantFrom('visit', 'warned', 'continued'), ...place }),
  fc.record({ ...base, kind: fc.constant('search'), ...place, terms: text }),
  fc.record({ ...base, kind: fc.constant('problem'), code: text, detail: text }),
  fc.record({ ...base, kind: fc.constant('start'), version: text, browser: text }),
  fc.record({ ...base, kind: fc.constant('policy'), source: text, version: text }),
  fc.record({ ...base, kind: fc.constant('lost'), from: fc.constant(1), to: fc.constant(2), reason: text }),
)
const raw = crypto.getRandomValues(new Uint8Array(32))

test.prop([row], { numRuns: 300 })('every row fits its schema and the wire', async (any) => {
  const fitted = fitRow(any)
  expect(rowSchema.safeParse(JSON.parse(JSON.stringify(fitted))).error).toBeUndefined()
  const sealed = await sealRow({ id: 'k', rowKey: await importRowKey(raw) }, 'i'.repeat(43), fitted)
  expect(sealedRowSchema.safeParse(sealed).error?.issues[0]?.path).toBeUndefined()
})

it('a row that fits stays as it is; one that does not keeps the beginning of its texts and the end of its host', () => {
  const good: Row = { seq: 1, at: 2, kind: 'problem', code: 'a', detail: 'b'.repeat(500) }
  expect(fitRow(good)).toEqual(good)
  const long: Row = {
    seq: 1,
    at: 2,
    kind: 'search',
    host: `${'a'.repeat(300)}.test`,
    path: `/${'\u0001'.repeat(3000)}`,
    categories: [],
    action: 'allow',
    reason: 'category',
    terms: 'how to',
  }
  const fitted = fitRow(long)
  expect(fitted).toMatchObject({ terms: 'how to', reason: 'category' })
  expect('host' in fitted && fitted.host.endsWith('.test')).toBe(true)
  expect('path' in fitted && fitted.path?.startsWith('/\u0001')).toBe(true)
})
