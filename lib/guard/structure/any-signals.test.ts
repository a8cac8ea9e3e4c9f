import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { findingSchema } from '../../policy/finding.ts'
import { signalsSchema } from '../signals.ts'
import type { Signals } from '../signals.ts'
import { page, place } from '../testing.ts'
import { scoreStructure } from './score-structure.ts'

const text = (most: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ maxLength: most, unit: 'binary' }),
    fc.webUrl().map((url) => url.slice(0, most)),
    fc.constant('%'.repeat(most)),
  )
const texts = (each: number): fc.Arbitrary<string[]> => fc.array(text(each), { maxLength: 6 })
const number = fc.integer({ min: 0, max: 1_000_000 })
const share = fc.double({ min: 0, max: 1, noNaN: true })

/** Whatever a page's process could send that the border lets in. */
const anySignals: fc.Arbitrary<Signals> = fc
  .record({
    url: text(500),
    title: text(300),
    headings: texts(200),
    labels: texts(80),
    words: text(2_000),
    textLength: number,
    claims: texts(253),
    iconHost: text(253),
    links: fc.record({ count: number, hosts: texts(253), texts: texts(80), own: texts(400) }),
    frames: fc.array(fc.record({ url: text(300), share, sandboxed: fc.boolean() }), { maxLength: 4 }),
    canvas: fc.record({ count: number, share }),
    oddAttributes: texts(80),
    doubled: fc.record({ seen: number, count: number, names: texts(60) }),
    resources: texts(400),
    storage: fc.record({
      databases: texts(120),
      keys: texts(120),
      caches: texts(120),
      workers: fc.array(fc.record({ scope: text(400), script: text(400) }), { maxLength: 3 }),
      controlled: fc.boolean(),
    }),
    acts: fc.record({
      replaced: texts(60),
      globals: texts(60),
      animation: number,
      keyListeners: number,
    }),
  })
  .map((some) => page(some))

describe('whatever a page sends', () => {
  it('is judged without an error, and findings fit where they go', () => {
    fc.assert(
      fc.property(anySignals, (signals) => {
        expect(signalsSchema.safeParse(signals).success).toBe(true)
        const found = scoreStructure(signals, place('https://fresh.test/'))
        expect(z.array(findingSchema).safeParse(found).error).toBeUndefined()
      }),
      { numRuns: 300 },
    )
  })

  it('is judged the same each time, and left as it was', () => {
    fc.assert(
      fc.property(anySignals, (signals) => {
        const before = structuredClone(signals)
        const first = scoreStructure(signals, place('https://fresh.test/'))
        expect(scoreStructure(signals, place('https://fresh.test/'))).toEqual(first)
        expect(signals).toEqual(before)
      }),
      { numRuns: 50 },
    )
  })
})
