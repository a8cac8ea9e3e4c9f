import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  ADDRESS_DISGUISES,
  certainNowArb,
  doubtfulNowArb,
  listsArb,
  plainAddressArb,
  policyArb,
  targetArb,
  taughtPolicyArb,
  written,
} from '../../tests/fixtures/arbitraries.ts'
import { naiveDecide } from '../../tests/fixtures/naive-decide.ts'
import { NO_LISTS, plainLists } from '../../tests/fixtures/plain-lists.ts'
import { ACTIONS } from '../policy/categories.ts'
import { exactly } from '../time/now.ts'
import { isIpLiteral } from './address.ts'
import { decide } from './decide.ts'
import { categoryIn } from './reasons.ts'
import type { Reason } from './verdict.ts'

const RUNS = { numRuns: 1000 }
const categoryOf = (reason: Reason) => {
  const category = categoryIn(reason)
  return category === undefined ? {} : { category }
}

test('decide says what the precedence says, on random policies', () => {
  const kinds = new Map<string, number>()
  fc.assert(
    fc.property(
      taughtPolicyArb,
      listsArb,
      plainAddressArb,
      certainNowArb,
      targetArb,
      (policy, lists, address, now, target) => {
        const verdict = decide(written(address), policy, plainLists(lists), now, target)
        const expected = naiveDecide(address, policy, lists, now.at, target)
        expect({ action: verdict.action, kind: verdict.reason.kind, ...categoryOf(verdict.reason) }).toEqual(
          expected,
        )
        kinds.set(expected.kind, (kinds.get(expected.kind) ?? 0) + 1)
      },
    ),
    { numRuns: 3000 },
  )
  // The comparison is worth something only if every step of the precedence was reached.
  const steps = [
    'illegal',
    'lifeline',
    'needed',
    'suspension',
    'agreement',
    'lesson',
    'unblock',
    'own-entry',
    'never-block',
    'found',
    'category',
  ]
  for (const step of [...steps, 'unknown-host']) expect(kinds.get(step) ?? 0, step).toBeGreaterThan(9)
})

test.for(ADDRESS_DISGUISES)('a disguise does not change the verdict: $name', (disguise) => {
  fc.assert(
    fc.property(policyArb, listsArb, plainAddressArb, certainNowArb, (policy, lists, address, now) => {
      fc.pre(disguise.needsName !== true || !isIpLiteral(address.host))
      const known = plainLists(lists)
      expect(decide(disguise.apply(address), policy, known, now)).toEqual(
        decide(written(address), policy, known, now),
      )
    }),
    { numRuns: 400 },
  )
})

test('while the time is in doubt the verdict is never milder than at any of the times', () => {
  fc.assert(
    fc.property(
      policyArb,
      listsArb,
      plainAddressArb,
      doubtfulNowArb,
      targetArb,
      (policy, lists, address, now, target) => {
        const known = plainLists(lists)
        const url = written(address)
        const strictness = (verdict: { action: (typeof ACTIONS)[number] }) => ACTIONS.indexOf(verdict.action)
        const doubtful = decide(url, policy, known, now, target)
        const certain = now.candidates.map((at) => decide(url, policy, known, exactly(at), target))
        expect(strictness(doubtful)).toBe(Math.max(...certain.map(strictness)))
      },
    ),
    RUNS,
  )
})

test('a verdict does not depend on what was asked before', () => {
  const someArb = fc.array(fc.tuple(plainAddressArb, doubtfulNowArb), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(policyArb, listsArb, someArb, (policy, lists, questions) => {
      const known = plainLists(lists)
      for (const [address, now] of questions) {
        const fresh = decide(written(address), structuredClone(policy), known, now)
        expect(decide(written(address), policy, known, now)).toEqual(fresh)
      }
    }),
    { numRuns: 500 },
  )
})

test('a frame is judged as a page but for warnings, a resource never more strictly than a frame', () => {
  fc.assert(
    fc.property(policyArb, listsArb, plainAddressArb, certainNowArb, (policy, lists, address, now) => {
      const known = plainLists(lists)
      const [page, frame, resource] = (['page', 'frame', 'resource'] as const).map((target) =>
        ACTIONS.indexOf(decide(written(address), policy, known, now, target).action),
      )
      expect(frame).toBe(page === ACTIONS.indexOf('warn') ? ACTIONS.indexOf('allow') : page)
      expect(resource).toBeLessThanOrEqual(frame ?? -1)
    }),
    RUNS,
  )
})

test('no text whatever makes decide throw', () => {
  const known = plainLists(NO_LISTS)
  const [policy] = fc.sample(policyArb, 1)
  const textArb = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.webUrl(),
    fc.string().map((text) => `http://${text}`),
    fc.string().map((text) => `view-source:blob:https:${text}`),
  )
  fc.assert(
    fc.property(textArb, targetArb, (url, target) => {
      expect(ACTIONS).toContain(decide(url, policy!, known, exactly(0), target).action)
    }),
    { numRuns: 5000 },
  )
})
