import { expect, test } from 'vitest'
import { plainPolicy } from '../../tests/fixtures/policies.ts'
import { shippedLists } from '../lists/load.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import { parseManaged } from '../policy/managed.ts'
import { NO_FACTS } from './facts.ts'
import { staffProblems, status } from './status.ts'

const managed = parseManaged({ schoolName: 'Hill', serverAddress: 'https://k.hill.example' }).config
const said = (changes: Partial<EffectivePolicy>) => {
  const parts = {
    ruling: { policy: plainPolicy(changes), lists: shippedLists() },
    facts: { ...NO_FACTS, managed },
    now: { at: 1, candidates: [1] },
    who: undefined,
    problems: [],
    rules: 'marker',
  } as const
  return { staff: staffProblems(parts).map(({ code }) => code), pupil: status(parts).state }
}

test('a group that the policy does not have is a problem for everybody to see', () => {
  expect(said({})).toEqual({ staff: [], pupil: 'protected' })
  expect(said({ missingGroup: 'year-99' })).toEqual({ staff: ['policy:missing-group'], pupil: 'problem' })
})

test('sign-in domains without a Microsoft directory are a problem for staff alone', () => {
  const found = said({ signInDomains: ['hill.sch.uk'] })
  expect(found).toEqual({ staff: ['sign-in:no-microsoft-directory'], pupil: 'protected' })
})

test('a managed value that can not be read is told to the server by its key, and not before anything has arrived', () => {
  const bad = parseManaged({ schoolName: 'Hill', serverAddress: 'https://k.hill.example', youtube: 'loud' })
  const parts = {
    ruling: { policy: plainPolicy(), lists: shippedLists() },
    facts: { ...NO_FACTS, managed: bad.config, managedProblems: bad.problems },
    now: { at: 1, candidates: [1] },
    who: undefined,
    problems: [],
    rules: 'marker',
  } as const
  const [told] = staffProblems(parts)
  expect(told?.code).toBe('managed:bad-value:youtube')
  expect(told?.detail).toContain('youtube')
  expect(told?.detail).toContain('loud')
})
