/** The model browser with the compiled rules does what `decide` says. */
import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import {
  addressArb,
  certainNowArb,
  doubtfulNowArb,
  listsArb,
  policyArb,
  taughtPolicyArb,
  trickyAddressArb,
} from '../../tests/fixtures/arbitraries.ts'
import { settled } from '../../tests/fixtures/dnr-model.ts'
import { closesTooMuch } from '../../tests/fixtures/closes-too-much.ts'
import { plainLists } from '../../tests/fixtures/plain-lists.ts'
import type { PlainLists } from '../../tests/fixtures/plain-lists.ts'
import type { CategoryLists } from '../lists/lists.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import type { Now } from '../time/now.ts'
import { decide } from '../verdict/decide.ts'
import type { Target } from '../verdict/verdict.ts'
import { safeSearchAddress } from '../verdict/search.ts'
import { compile } from './compile.ts'
import { compileLessons } from './lesson.ts'
import { compileQuarantine } from './quarantine.ts'

const TYPES: readonly (readonly [string, Target])[] = [
  ['main_frame', 'page'],
  ['sub_frame', 'frame'],
  ['script', 'resource'],
  ['websocket', 'resource'],
]
const manyArb = fc.array(fc.oneof(addressArb, trickyAddressArb), { minLength: 20, maxLength: 40 })

interface Difference {
  readonly url: string
  readonly type: string
  readonly decided: string
  readonly reason: string
  readonly browser: string
}

/** One line for each address on which rules and verdict differ. */
function differences(
  policy: EffectivePolicy,
  lists: CategoryLists,
  now: Now,
  addresses: readonly string[],
): Difference[] {
  const { rules } = compile(policy, lists, now)
  const others = [...compileLessons(policy, now).rules, ...compileQuarantine(policy, now).rules]
  return addresses.flatMap((url) =>
    TYPES.flatMap(([type, target]) => {
      const verdict = decide(url, policy, lists, now, target)
      // The rules cannot read what an address carries: that is the worker's.
      if (verdict.reason.kind === 'carried') return []
      const decided = verdict.action === 'allow' ? 'allow' : 'block'
      const browser = settled([[...rules, ...others]], url, type).action
      return decided === browser ? [] : [{ url, type, decided, browser, reason: verdict.reason.kind }]
    }),
  )
}

interface World {
  readonly policy: EffectivePolicy
  readonly lists: PlainLists
  readonly now: Now
  readonly addresses: readonly string[]
}

/** Holds what is said of a world for random ones. */
function holds(nowArb: fc.Arbitrary<Now>, numRuns: number, say: (world: World) => void): void {
  const worlds = fc.record({ policy: taughtPolicyArb, lists: listsArb, now: nowArb, addresses: manyArb })
  fc.assert(fc.property(worlds, say), { numRuns })
}

test('compiled rules do what decide says', { timeout: 120_000 }, () => {
  holds(certainNowArb, 100, ({ policy, lists, now, addresses }) => {
    expect(differences(policy, plainLists(lists), now, addresses)).toEqual([])
  })
})

test('while the time is in doubt they are at least as strict', { timeout: 120_000 }, () => {
  holds(doubtfulNowArb, 100, ({ policy, lists, now, addresses }) => {
    const found = differences(policy, plainLists(lists), now, addresses)
    expect(found.filter(({ browser }) => browser === 'allow')).toEqual([])
  })
})

test('the same arguments give the same rules', () => {
  const property = fc.property(policyArb, listsArb, certainNowArb, (policy, plain, now) => {
    expect(compile(structuredClone(policy), plainLists(plain), now)).toEqual(
      compile(policy, plainLists(plain), now),
    )
  })
  fc.assert(property, { numRuns: 20 })
})

/** The same random world on search hosts: safe search must neither open nor close anything. */
const toSearch = <T>(value: T): T =>
  JSON.parse(
    JSON.stringify(value)
      .replaceAll('a.test', 'google.com')
      .replaceAll('b.test', 'duckduckgo.com')
      .replaceAll('games.test', 'search.brave.com')
      .replaceAll('/games', '/search')
      .replaceAll('/edu', '/images'),
  ) as T

test('safe search changes addresses and no verdict', { timeout: 120_000 }, () => {
  holds(certainNowArb, 100, (world) => {
    const { policy, lists, now, addresses } = toSearch(world)
    const found = differences(policy, plainLists(lists), now, addresses)
    expect(found.filter((one) => !closesTooMuch(policy, one))).toEqual([])
  })
})

test('a search page that loads is safe', { timeout: 120_000 }, () => {
  holds(certainNowArb, 60, (world) => {
    const { policy, lists, now, addresses } = toSearch(world)
    const { rules } = compile(policy, plainLists(lists), now)
    const loaded = addresses
      .filter((url) => URL.parse(url)?.port === '')
      .map((url) => settled([rules], url, 'main_frame'))
      .filter(({ action }) => action === 'allow')
    expect(loaded.filter(({ url }) => isUnsafe(url))).toEqual([])
  })
})

/** Another host of the same engine, where that would lead past a rule, is the one thing that may be missing. */
function isUnsafe(url: string): boolean {
  const better = safeSearchAddress(url)
  return better !== null && new URL(better).search !== new URL(url).search
}
