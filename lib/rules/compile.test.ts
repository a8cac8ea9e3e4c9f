/** What compiled rules look like, where that matters: ids, priorities, sizes, markers. */
import { anAgreement } from '../agreement/testing.ts'
import { describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import { certainNowArb, entryArb, listsArb, policyArb } from '../../tests/fixtures/arbitraries.ts'
import { headersSet, outcome, settled } from '../../tests/fixtures/dnr-model.ts'
import { NO_LISTS, plainLists } from '../../tests/fixtures/plain-lists.ts'
import { plainPolicy } from '../../tests/fixtures/policies.ts'
import { exactly } from '../time/now.ts'
import { decide } from '../verdict/decide.ts'
import { compareEntries, plainEntry } from '../verdict/entry.ts'
import { compile, FORMAT, markerOf } from './compile.ts'
import { LAYERS, LIMITS, PRIORITY_END } from './ids.ts'
import { entryPriority } from './own.ts'

const NOW = exactly(Date.UTC(2026, 9, 20, 10))
const NOTHING = plainLists(NO_LISTS, 'none')
const layers = Object.entries(LAYERS)

describe('the registry', () => {
  test('gives every layer its own ids', () => {
    const ranges = layers.map(([, { ids }]) => ids).toSorted(([a], [b]) => a - b)
    for (const [i, [first, last]] of ranges.entries()) {
      expect(first).toBeLessThanOrEqual(last)
      expect(first).toBeGreaterThan(ranges[i - 1]?.[1] ?? 0)
    }
  })
  test('gives every layer its own band, in the order of precedence, below where the browser wraps', () => {
    const order =
      `marker unknownWarned warned carriedWarned quarantineWarned continued unknownBlocked blocked carried quarantine quarantineWorkers workers
      neverBlock own unblock lesson agreement suspension locked needed lifeline illegal safeSearch posted decode headers`.split(
        /\s+/,
      )
    const bands = layers.toSorted(([, a], [, b]) => a.priority[0] - b.priority[0])
    expect(bands.map(([name]) => name)).toEqual(order)
    for (const [i, [, { priority }]] of bands.entries()) {
      expect(priority[0]).toBeGreaterThan(bands[i - 1]?.[1].priority[1] ?? 0)
      expect(priority[1]).toBeLessThan(PRIORITY_END)
    }
  })
})

test('every rule is in the ids and the band of its layer, with its types written out', () => {
  const property = fc.property(policyArb, listsArb, certainNowArb, (policy, plain, now) => {
    const { rules } = compile(policy, plainLists(plain), now)
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length)
    for (const { id, priority = 1, condition } of rules) {
      const layer = layers.find(([, { ids }]) => id >= ids[0] && id <= ids[1])?.[1]
      expect(priority).toBeGreaterThanOrEqual(layer?.priority[0] ?? Infinity)
      expect(priority).toBeLessThanOrEqual(layer?.priority[1] ?? 0)
      expect(condition.resourceTypes?.length).toBeGreaterThan(0)
      expect(condition.requestDomains).not.toEqual([])
    }
  })
  fc.assert(property, { numRuns: 30 })
})

test('of two own entries the more specific has the higher priority', () => {
  const property = fc.property(entryArb, entryArb, (one, other) => {
    const [a, b] = [plainEntry(one), plainEntry(other)]
    fc.pre(a !== null && b !== null)
    if (a && b) expect(Math.sign(entryPriority(a) - entryPriority(b))).toBe(Math.sign(compareEntries(a, b)))
  })
  fc.assert(property, { numRuns: 2_000 })
  const longest = plainEntry({
    kind: 'path',
    host: Array(120).fill('a').join('.'),
    path: `/${'é'.repeat(199)}`,
    action: 'block',
  })
  expect(longest && entryPriority(longest)).toBeLessThanOrEqual(LAYERS.own.priority[1])
})

describe('the marker', () => {
  test('can be told without compiling, and matches nothing', () => {
    const policy = plainPolicy()
    const { rules, marker } = compile(policy, NOTHING, NOW)
    expect(markerOf(policy, NOTHING, NOW)).toBe(marker)
    const own = rules.find((rule) => rule.id === 1)
    expect(own?.condition.requestDomains).toEqual(['marker.kerb.invalid'])
  })

  test('changes with policy, lists and what time changes, and not with time alone', () => {
    const lunch = {
      name: 'lunch',
      hours: { days: [2], from: 720, to: 780 },
      place: 'any' as const,
      categories: { games: 'allow' as const },
    }
    const policy = plainPolicy({ timetable: [lunch] })
    const at = (hour: number, minute = 0) => exactly(Date.UTC(2026, 9, 20, hour - 1, minute))
    const morning = markerOf(policy, NOTHING, at(9))
    expect(markerOf(policy, NOTHING, at(11))).toBe(morning)
    expect(markerOf(policy, NOTHING, at(12, 30))).not.toBe(morning)
    expect(markerOf({ ...policy, version: 'v2' }, NOTHING, at(9))).not.toBe(morning)
    expect(markerOf(policy, plainLists(NO_LISTS, 'others'), at(9))).not.toBe(morning)
  })

  test('the same marker never stands for other rules: raise FORMAT when this fails', () => {
    const policy = plainPolicy({
      unknownHosts: 'block',
      safeSearch: true,
      youtube: 'strict',
      signInDomains: ['hill.test'],
      needed: ['id.test'],
      entries: [
        { kind: 'path', host: 'a.test', path: '/games', action: 'block' },
        { kind: 'host', host: 'b.test', action: 'allow' },
        { kind: 'suffix', host: '10.1.2.3', action: 'block' },
      ],
      suspensions: [{ id: 's', person: 'p', from: 0, until: NOW.at + 1, reason: 'r', open: ['open.test'] }],
      agreement: anAgreement(),
      unblocks: [
        {
          id: 'u',
          entry: { kind: 'suffix', host: 'd.test', action: 'allow' },
          from: 0,
          until: NOW.at + 1,
          reason: 'r',
        },
      ],
    })
    const lists = plainLists(
      {
        categories: [
          ['c.test', ['games', 'streaming']],
          ['e.d.test', ['self-harm']],
        ],
        lifelines: ['help.test'],
        neverBlock: [],
        illegal: ['x.test'],
      },
      'fixed',
    )
    const { rules } = compile(policy, lists, NOW)
    let hash = 5381
    for (const character of JSON.stringify(rules.slice(1))) hash = (hash * 33 + character.charCodeAt(0)) >>> 0
    expect([FORMAT, hash]).toEqual([11, 2058401257])
  })
})

test('a school with 5,000 path entries stays within the browser’s limits', () => {
  const entries = Array.from({ length: 5_000 }, (_, i) => ({
    kind: 'path' as const,
    host: `h${i % 100}.test`,
    path: `/area/${i}`,
    action: i % 2 === 0 ? ('block' as const) : ('allow' as const),
  }))
  const policy = plainPolicy({ entries, safeSearch: true, youtube: 'strict', signInDomains: ['a.test'] })
  const { rules, counts } = compile(policy, NOTHING, NOW)
  expect(counts.rules).toBeLessThan(LIMITS.dynamicRules)
  expect(counts.regexes).toBeLessThan(LIMITS.regexRules)
  expect(counts.unsafe).toBeLessThan(LIMITS.unsafeRules)
  // Those that became URL filters do the same.
  for (const i of [0, 1, 4_998, 4_999]) {
    const expected = i % 2 === 0 ? 'block' : 'allow'
    expect(outcome([rules], `http://www.h${i % 100}.test/area/${i}/x`, 'main_frame').action).toBe(expected)
    expect(outcome([rules], `http://h${i % 100}.test/area/${i}0`, 'main_frame').action).toBe('allow')
  }
})

test('a very long path is still blocked', () => {
  const path = `/${'abcdefghi/'.repeat(15)}end`
  const { rules } = compile(
    plainPolicy({ entries: [{ kind: 'path', host: 'a.test', path, action: 'block' }] }),
    NOTHING,
    NOW,
  )
  for (const url of [
    `http://a.test${path}`,
    `https://x.a.test${path}/more?x`,
    `http://a.test:8080${path}#x`,
  ]) {
    expect([url, outcome([rules], url, 'main_frame').action]).toEqual([url, 'block'])
  }
  expect(outcome([rules], `http://a.test${path}ing`, 'main_frame').action).toBe('allow')
})

test('an allowed path cannot be climbed out of by what a forgiving server would read', () => {
  const entries = [
    { kind: 'suffix' as const, host: 'a.test', action: 'block' as const },
    { kind: 'path' as const, host: 'a.test', path: '/wiki', action: 'allow' as const },
  ]
  const { rules } = compile(plainPolicy({ entries }), NOTHING, NOW)
  const act = (path: string) => settled([rules], `http://a.test${path}`, 'main_frame').action
  for (const path of [
    '/wiki',
    '/wiki/AC%2FDC',
    '/wiki/a;b=c/d',
    '/wiki/St._Ives',
    '/wiki/a..b',
    '/wiki/100%25',
  ]) {
    expect([path, act(path)]).toEqual([path, 'allow'])
  }
  for (const path of [
    '/wiki/..;/admin',
    '/wiki/..%2fadmin',
    '/wiki/%2e%2e;/admin',
    '/wikis',
    '/Wiki%2f..%2fx',
  ]) {
    expect([path, act(path)]).toEqual([path, 'block'])
  }
})

test('what only the backstop sees: more than one round of decoding, encoded slashes, dots with parameters', () => {
  const entries = [{ kind: 'path' as const, host: 'a.test', path: '/games/old', action: 'block' as const }]
  const policy = plainPolicy({ entries })
  const { rules } = compile(policy, NOTHING, NOW)
  for (const path of ['/%2567ames/old', '/games%2fold', '/games%5cold', '/x/..;/games/old']) {
    const url = `http://a.test${path}`
    expect([path, decide(url, policy, NOTHING, NOW).action]).toEqual([path, 'block'])
    expect([path, settled([rules], url, 'main_frame').action]).toEqual([path, 'allow'])
  }
})

test('an exact rule on a search host holds however the host is written', () => {
  const policy = plainPolicy({ safeSearch: true, unknownHosts: 'block', needed: ['duckduckgo.com'] })
  const { rules } = compile(policy, NOTHING, NOW)
  for (const host of ['duckduckgo.com', 'duckduckgo.com.', 'duckduckgo.com...', 'a:b@duckduckgo.com']) {
    expect([host, settled([rules], `https://${host}/?q=x`, 'main_frame').action]).toEqual([host, 'allow'])
  }
  expect(settled([rules], 'https://www.duckduckgo.com/?q=x', 'main_frame').action).toBe('block')
})

test('a path rule on a search host holds with doubled slashes', () => {
  const entries = [
    { kind: 'path' as const, host: 'google.com', path: '/search', action: 'block' as const },
    { kind: 'path' as const, host: 'duckduckgo.com', path: '/lite', action: 'allow' as const },
  ]
  const { rules } = compile(plainPolicy({ safeSearch: true, unknownHosts: 'block', entries }), NOTHING, NOW)
  const act = (url: string) => settled([rules], url, 'main_frame').action
  expect(act('https://www.google.com//search?q=x')).toBe('block')
  expect(act('https://www.google.com///search//x')).toBe('block')
  expect(act('https://duckduckgo.com//lite//?q=http://x')).toBe('allow')
})

test('header rules stand above every allow rule', () => {
  const entries = [{ kind: 'suffix' as const, host: 'youtube.com', action: 'allow' as const }]
  const { rules } = compile(
    plainPolicy({ youtube: 'moderate', entries, lifelines: ['www.youtube.com'] }),
    NOTHING,
    NOW,
  )
  expect(headersSet(rules, 'https://www.youtube.com/watch', 'main_frame')).toEqual({
    'YouTube-Restrict': 'Moderate',
  })
  expect(headersSet(rules, 'https://vimeo.example/', 'main_frame')).toEqual({})
})

test('the school’s own server stays reachable whatever else is closed', () => {
  const policy = plainPolicy({
    unknownHosts: 'block',
    needed: ['kerb.hill.test'],
    entries: [{ kind: 'suffix', host: 'hill.test', action: 'block' }],
    suspensions: [{ id: 's', person: 'p', from: 0, until: NOW.at + 1, reason: 'r', open: [] }],
  })
  const { rules } = compile(policy, NOTHING, NOW)
  for (const type of ['main_frame', 'xmlhttprequest', 'websocket']) {
    expect(outcome([rules], 'https://kerb.hill.test:8443/v1/sync', type).action).toBe('allow')
    expect(outcome([rules], 'https://www.hill.test/', type).action).toBe('block')
  }
})
