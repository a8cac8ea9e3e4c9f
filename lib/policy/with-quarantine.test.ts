import { describe, expect, test } from 'vitest'
import { plainPolicy } from '../../tests/fixtures/policies.ts'
import type { Cleared, Quarantined } from './quarantine.ts'
import { withQuarantine } from './with-quarantine.ts'

const AT = Date.UTC(2026, 9, 20, 9)
const one = (host: string, changes: Partial<Quarantined> = {}): Quarantined => ({
  id: host,
  host,
  found: 'game',
  evidence: [],
  by: 'device',
  since: AT - 1,
  until: AT + 1000,
  ...changes,
})
const held = (
  own: readonly Quarantined[],
  cleared: readonly Cleared[],
  school: readonly Quarantined[] = [],
) => withQuarantine(plainPolicy(), { school, cleared, own }, AT).quarantine.map(({ id }) => id)

describe('what this device closed itself', () => {
  test.each([
    ['what was cleared', { host: 'a.shop.test', found: 'game' }, ['other.test']],
    ['of something else', { host: 'a.shop.test', found: 'chat' }, ['shop.test', 'other.test']],
    ['not any more', { host: 'a.shop.test', found: 'game', until: AT }, ['shop.test', 'other.test']],
    ['a neighbour', { host: 'shop.test.test', found: 'game' }, ['shop.test', 'other.test']],
  ] as const)('opens with what lies under it: %s', (_, cleared, expected) => {
    expect(held([one('shop.test'), one('other.test')], [cleared])).toEqual(expected)
  })

  test('and what the school closed above stays', () => {
    const cleared = { host: 'a.shop.test', found: 'game' } as const
    expect(held([], [cleared], [one('shop.test', { by: 'school' })])).toEqual(['shop.test'])
  })
})
