import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { ACTIONS, CATEGORY_IDS } from '../../lib/policy/categories.ts'
import { rowSchema } from '../../lib/protocol/rows.ts'
import { activityRequestSchema } from '../../lib/protocol/wire.ts'
import { isSurelyBatch, isSurelyRow } from './quick.ts'

/** Mostly right values, so that the guards are reached at every depth, and now and then anything at all. */
const nearly = <T>(right: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 20, arbitrary: right }, { weight: 1, arbitrary: fc.anything() })
const text = (most: number) => nearly(fc.string({ maxLength: most + 2 }))
const base64url = (most: number) =>
  nearly(fc.stringMatching(/^[A-Za-z0-9_-]*$/).map((s) => s.repeat(3).slice(0, most + 1)))
const record = (fields: Record<string, fc.Arbitrary<unknown>>, optional: string[]) =>
  fc.record(fields, { requiredKeys: Object.keys(fields).filter((key) => !optional.includes(key)) })

const row = record(
  {
    seq: nearly(fc.integer({ min: -1, max: 2 ** 31 })),
    at: nearly(fc.double()),
    who: nearly(
      record({ name: text(320), from: nearly(fc.constantFrom('profile', 'management', 'device')) }, []),
    ),
    kind: nearly(fc.constantFrom('visit', 'stay', 'title', 'blocked', 'search', 'warned')),
    visit: nearly(fc.integer()),
    seconds: nearly(fc.double()),
    host: text(253),
    path: text(2048),
    title: text(300),
    categories: nearly(fc.array(nearly(fc.constantFrom(...CATEGORY_IDS)), { maxLength: 22 })),
    action: nearly(fc.constantFrom(...ACTIONS)),
    reason: text(40),
    target: nearly(fc.constantFrom('page', 'frame')),
    terms: text(500),
  },
  ['who', 'path'],
)
const sealed = record(
  {
    seq: nearly(fc.integer({ min: -1 })),
    key: text(40),
    nonce: nearly(fc.stringMatching(/^[A-Za-z0-9_-]{15,17}$/)),
    sealed: base64url(400),
  },
  [],
)
const batch = record(
  {
    written: nearly(fc.integer({ min: -1 })),
    keys: nearly(
      fc.array(
        nearly(
          record({ id: text(40), enc: base64url(200), wrapped: base64url(200), to: base64url(40) }, ['to']),
        ),
        {
          maxLength: 3,
        },
      ),
    ),
    rows: nearly(fc.array(nearly(sealed), { maxLength: 5 })),
  },
  [],
)

describe('quick looks', () => {
  test.prop([row], { numRuns: 3000 })('accept no row that the schema refuses', (value) => {
    if (isSurelyRow(value)) expect(rowSchema.safeParse(value).success).toBe(true)
  })

  test.prop([batch], { numRuns: 3000 })('accept no batch that the schema refuses', (value) => {
    if (isSurelyBatch(value)) expect(activityRequestSchema.safeParse(value).success).toBe(true)
  })

  it('settle the ordinary ones (or they would be of no use)', () => {
    const count = (all: unknown[], good: (value: unknown) => boolean) => all.filter(good).length
    expect(count(fc.sample(row, 2000), isSurelyRow)).toBeGreaterThan(50)
    expect(count(fc.sample(batch, 2000), isSurelyBatch)).toBeGreaterThan(50)
  })
})
