import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FAMILIES, findingSchema } from '../../policy/finding.ts'
import { judge } from './judge.ts'
import type { Bars, Sign } from './judge.ts'
import * as table from './table.ts'

const { UNBLOCKER, LIST, GAME, STRANGERS, CHAT, IMPERSONATION } = table
const KINDS: [string, Readonly<Record<string, Sign>>, Bars][] = [
  ['unblocker', UNBLOCKER, table.UNBLOCKER_BARS],
  ['unblocker-list', LIST, table.LIST_BARS],
  ['game', GAME, table.GAME_BARS],
  ['stranger-chat', STRANGERS, table.STRANGERS_BARS],
  ['chat', CHAT, table.CHAT_BARS],
  ['impersonation', IMPERSONATION, table.IMPERSONATION_BARS],
]
const asSeen = (names: readonly string[]): { sign: string; detail: string }[] =>
  names.map((sign) => ({ sign, detail: 'x'.repeat(300) }))

describe.each(KINDS)('what is made of the signs of %s', (_, signs, bars) => {
  const of = (...families: string[]): string[] =>
    Object.keys(signs).filter((name) => families.includes(signs[name]?.family ?? ''))

  it('is sure of nothing by one family, however full', () => {
    for (const family of FAMILIES)
      expect(judge('game', signs, bars, asSeen(of(family)))?.sureness).not.toBe('sure')
  })

  it('suspects nothing by words, names and places together', () => {
    const found = judge('game', signs, bars, asSeen(of('words', 'brand', 'place')))
    expect(found?.sureness ?? 'hint').toBe('hint')
  })

  it('is sure when all is there, strongest first, as a row can hold it', () => {
    const found = judge('game', signs, bars, asSeen(Object.keys(signs)))
    expect(found?.sureness).toBe('sure')
    expect(findingSchema.safeParse(found).success).toBe(true)
    const weights = found?.evidence.map(({ sign }) => signs[sign]?.weight ?? 0) ?? []
    expect(weights).toEqual(weights.toSorted((a, b) => b - a))
  })

  it('never weighs less for one sign more, nor differently in another order', () => {
    const some = fc.subarray(Object.keys(signs))
    const order = ['hint', 'suspected', 'sure']
    const rank = (names: string[]): number =>
      order.indexOf(judge('game', signs, bars, asSeen(names))?.sureness ?? '')
    fc.assert(
      fc.property(some, fc.constantFrom(...Object.keys(signs)), (names, more) => {
        expect(rank([...names, more])).toBeGreaterThanOrEqual(rank(names))
        expect(rank(names.toReversed())).toBe(rank(names))
      }),
    )
  })
})
