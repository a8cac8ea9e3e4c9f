import { describe, expect, expectTypeOf, it } from 'vitest'
import type { Reason, Remedy } from '../verdict/verdict.ts'
import { isFrameBlocked } from './frame-blocked.ts'
import { explanationSchema, REASON_KINDS, REMEDIES } from './protocol.ts'

describe('the protocol and the verdict', () => {
  it('know the same reasons and remedies', () => {
    expectTypeOf<(typeof REASON_KINDS)[number]>().toEqualTypeOf<Reason['kind']>()
    expectTypeOf<(typeof REMEDIES)[number]>().toEqualTypeOf<Remedy>()
    expect(explanationSchema.safeParse({ reasonKind: 'illegal' }).success).toBe(false)
  })
})

describe('isFrameBlocked', () => {
  const good = {
    kerb: 'frame-blocked',
    urls: ['https://games.test/'],
    host: 'games.test',
    words: { title: 'Stopped', detail: 'games.test is not for school.', lang: 'en-GB', dir: 'ltr' },
  }
  it('takes what the worker sends', () => expect(isFrameBlocked(good)).toBe(true))
  it.each([
    null,
    'frame-blocked',
    { ...good, kerb: 'explain' },
    { ...good, urls: 'https://games.test/' },
    { ...good, urls: [7] },
    { ...good, host: undefined },
    { ...good, words: null },
    { ...good, words: { ...good.words, dir: 'up' } },
  ])('leaves %j alone', (message) => expect(isFrameBlocked(message)).toBe(false))
})
