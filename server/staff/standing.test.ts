/** How a device stands: each sentence of the state, one by one, and what is no reason to think ill of it. */
import { describe, expect, it } from 'vitest'
import { type Around, standingOf, type StandingRow } from './standing.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NOW = Date.UTC(2026, 10, 24, 10)
const WELL: StandingRow = {
  id: 1,
  state: 'confirmed',
  state_reason: 'click',
  state_since: NOW - 24 * HOUR,
  first_seen: NOW - 24 * HOUR,
  last_seen: NOW - 20_000,
  last_beat: NOW - 20_000,
  went_back: null,
  forks: 0,
  problems: '[]',
  enforcing: 'marker',
  policy_epoch: 1,
  policy_number: 4,
}
const AROUND: Around = {
  policy: { version: { epoch: 1, number: 4 }, published: NOW - 2 * HOUR },
  isConnected: false,
  now: NOW,
}
const stands = (row: Partial<StandingRow>, around: Partial<Around> = {}) =>
  standingOf({ ...WELL, ...row }, { ...AROUND, ...around })

describe('a device', () => {
  it.each<[string, Partial<StandingRow>, Partial<Around>, string]>([
    ['that beats and holds the rules enforces', {}, {}, 'enforcing'],
    ['with another trouble enforces', { problems: '["managed:key","server:network"]' }, {}, 'enforcing'],
    [
      'that nothing is published for enforces its managed values',
      { policy_epoch: null, policy_number: null },
      { policy: null },
      'enforcing',
    ],
    ['with a newer policy, after a restored backup, enforces', { policy_number: 9 }, {}, 'enforcing'],
    ['that speaks and sends no heartbeat is silent', { last_beat: NOW - 10 * MINUTE }, {}, 'silent'],
    ['that never sent one is silent', { last_beat: 0, enforcing: null }, {}, 'silent'],
    [
      'that has just come is not',
      { last_beat: 0, first_seen: NOW - MINUTE, enforcing: null },
      {},
      'enforcing',
    ],
    [
      'that only keeps its channel open is silent',
      { last_beat: NOW - HOUR, last_seen: NOW - HOUR },
      { isConnected: true },
      'silent',
    ],
    ['that is off is not seen', { last_beat: NOW - HOUR, last_seen: NOW - HOUR }, {}, 'not-seen'],
    [
      'that went off with its rules refused is not seen',
      { last_seen: NOW - HOUR, last_beat: NOW - HOUR, problems: '["rules:kept-last"]' },
      {},
      'not-seen',
    ],
  ])('%s', (_what, row, around, is) => {
    expect(stands(row, around)).toEqual({ is, whys: [] })
  })

  it.each<[string, Partial<StandingRow>, Partial<Around>, string[]]>([
    ['whose numbers fork', { forks: 1 }, {}, ['numbers-forked']],
    ['also while it is off', { forks: 1, last_seen: 0 }, {}, ['numbers-forked']],
    ['whose profile runs twice', { state: 'held', state_reason: 'two-at-once' }, {}, ['copied']],
    ['whose storage was wiped this week', { went_back: NOW - 6 * 24 * HOUR }, {}, ['wiped']],
    ['without rules', { enforcing: null }, {}, ['rules-missing']],
    ['whose browser refused some', { problems: '["rules:left-out:own"]' }, {}, ['rules-refused']],
    ['under an older policy', { policy_number: 3 }, {}, ['policy-older']],
    ['of an older epoch', { policy_epoch: 0, policy_number: 900 }, {}, ['policy-older']],
    ['without one that was sent', { policy_epoch: null, policy_number: null }, {}, ['policy-older']],
    ['whose clock jumped, with nothing to prove the time', { problems: '["clock-jump"]' }, {}, ['clock']],
    ['with several of these', { enforcing: null, forks: 2 }, {}, ['numbers-forked', 'rules-missing']],
  ])('is tampered with: %s', (_what, row, around, whys) => {
    expect(stands(row, around)).toEqual({ is: 'tampered', whys })
  })

  it.each<[string, Partial<StandingRow>, Partial<Around>]>([
    [
      'a policy of ten minutes ago',
      { policy_number: 3 },
      { policy: { version: { epoch: 1, number: 4 }, published: NOW - 10 * MINUTE } },
    ],
    ['a device let in ten minutes ago', { policy_number: 3, state_since: NOW - 10 * MINUTE }, {}],
    [
      'one that has not beaten since',
      { policy_number: 3, last_beat: NOW - 2 * HOUR - MINUTE, last_seen: NOW - 2 * HOUR },
      {},
    ],
    ['rules of one let in a moment ago', { enforcing: null, state_since: NOW - MINUTE }, {}],
    ['a wipe of last month', { went_back: NOW - 30 * 24 * HOUR }, {}],
  ])('is not, for %s', (_what, row, around) => {
    expect(stands(row, around)?.is).not.toBe('tampered')
  })

  it('that nobody let in stands for nothing', () => {
    expect(stands({ state: 'waiting', forks: 3 })).toBeNull()
    expect(stands({ state: 'refused' })).toBeNull()
    expect(stands({ state: 'held', state_reason: 'person-elsewhere' })).toBeNull()
  })
})
