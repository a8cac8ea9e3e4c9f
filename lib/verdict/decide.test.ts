import { describe, expect, test } from 'vitest'
import { NO_LISTS, plainLists } from '../../tests/fixtures/plain-lists.ts'
import type { PlainLists } from '../../tests/fixtures/plain-lists.ts'
import { plainPolicy } from '../../tests/fixtures/policies.ts'
import type { Entry, Period } from '../policy/document.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import { exactly } from '../time/now.ts'
import { HOUR } from '../time/zone.ts'
import { decide, liftWarning, stricterVerdict } from './decide.ts'
import type { Target, Verdict } from './verdict.ts'

/** Monday 23 November 2026, half past ten in London. */
const T = Date.UTC(2026, 10, 23, 10, 30)
const SPAN = { from: T - HOUR, until: T + HOUR }

const POLICY = plainPolicy({
  categoryClauses: { games: 'learn', adult: 'missing' },
  clauses: { learn: 'We use the internet to learn.' },
})

const judge = (
  url: string,
  policy: Partial<EffectivePolicy> = {},
  lists: Partial<PlainLists> = {},
  target: Target = 'page',
  now = exactly(T),
): Verdict => decide(url, { ...POLICY, ...policy }, plainLists({ ...NO_LISTS, ...lists }), now, target)

const GAMES: Partial<PlainLists> = { categories: [['games.test', ['games']]] }

describe('what a verdict says', () => {
  test('a blocked category: its name, its clause, ask', () => {
    expect(judge('http://www.games.test/', {}, GAMES)).toEqual({
      action: 'block',
      reason: { kind: 'category', category: 'games' },
      clause: 'We use the internet to learn.',
      remedy: 'ask',
    })
  })

  test('a safeguarding category: tell; a clause that nobody wrote is left out', () => {
    expect(judge('http://x.test/', {}, { categories: [['x.test', ['adult']]] })).toEqual({
      action: 'block',
      reason: { kind: 'category', category: 'adult' },
      remedy: 'tell',
    })
  })

  test('of several categories the strictest action counts and the most severe of those is named', () => {
    const categories = [['x.test', ['forums', 'games', 'social', 'news']]] as const
    expect(judge('http://x.test/', {}, { categories }).reason).toEqual({
      kind: 'category',
      category: 'social',
    })
  })

  test('a warning can be continued, and only a warning', () => {
    const warned = judge('http://x.test/', {}, { categories: [['x.test', ['forums']]] })
    expect(warned).toMatchObject({ action: 'warn', remedy: 'continue' })
    expect(liftWarning(warned, true)).toMatchObject({
      action: 'allow',
      reason: warned.reason,
      remedy: 'none',
    })
    expect(liftWarning(warned, false)).toBe(warned)
    const blocked = judge('http://games.test/', {}, GAMES)
    expect(liftWarning(blocked, true)).toBe(blocked)
  })

  test('a suspension: why, until when, wait', () => {
    const suspension = {
      id: 's1',
      person: 'p@school.test',
      ...SPAN,
      reason: 'See your tutor',
      open: ['work.test'],
    }
    const policy = { suspensions: [suspension] }
    expect(judge('http://x.test/', policy)).toEqual({
      action: 'block',
      reason: { kind: 'suspension', id: 's1', note: 'See your tutor' },
      remedy: 'wait',
      until: SPAN.until,
    })
    expect(judge('http://set.work.test/', policy).reason.kind).toBe('unknown-host')
    expect(judge('http://x.test/', policy, {}, 'resource').action).toBe('allow')
    expect(judge('http://x.test/', policy, {}, 'page', exactly(SPAN.until)).action).toBe('allow')
    expect(judge('http://x.test/', policy, { lifelines: ['x.test'] }).reason.kind).toBe('lifeline')
  })

  test('an unblock: what it opens, why, until when', () => {
    const entry = { kind: 'suffix', host: 'games.test', action: 'allow', clause: 'learn' } as const
    const unblocks = [{ id: 'u1', entry, ...SPAN, reason: 'Game design, Mr Hall' }]
    expect(judge('http://games.test/', { unblocks }, GAMES)).toEqual({
      action: 'allow',
      reason: { kind: 'unblock', id: 'u1', note: 'Game design, Mr Hall' },
      clause: 'We use the internet to learn.',
      remedy: 'none',
      until: SPAN.until,
    })
    const blocking = [{ ...unblocks[0]!, entry: { ...entry, action: 'block' as const } }]
    expect(judge('http://games.test/', { unblocks: blocking }, GAMES).reason.kind).toBe('category')
  })

  test('an unblock lifts a safeguarding theme of the host that it names, and none of a host below it', () => {
    const lists: Partial<PlainLists> = {
      categories: [
        ['blogs.test', ['social']],
        ['sad.blogs.test', ['self-harm']],
        ['pshe.test', ['drugs']],
      ],
    }
    const unblock = (entry: Omit<Entry, 'action'>) => ({
      id: 'u1',
      entry: { action: 'allow' as const, ...entry },
      ...SPAN,
      reason: 'r',
    })
    const unblocks = [
      unblock({ kind: 'suffix', host: 'blogs.test' }),
      unblock({ kind: 'path', host: 'blogs.test', path: '/friends' }),
      unblock({ kind: 'suffix', host: 'pshe.test' }),
    ]
    expect(judge('http://amy.blogs.test/', { unblocks }, lists).reason.kind).toBe('unblock')
    expect(judge('http://www.pshe.test/', { unblocks }, lists).reason.kind).toBe('unblock')
    for (const url of ['http://sad.blogs.test/', 'http://x.sad.blogs.test/friends'])
      expect(judge(url, { unblocks }, lists)).toMatchObject({
        action: 'block',
        reason: { kind: 'category', category: 'self-harm' },
      })
    const named = [...unblocks, unblock({ kind: 'host', host: 'sad.blogs.test' })]
    expect(judge('http://sad.blogs.test/', { unblocks: named }, lists).reason.kind).toBe('unblock')
    const categories = { ...POLICY.categories, 'self-harm': 'warn' as const }
    expect(judge('http://sad.blogs.test/', { unblocks, categories }, lists).reason.kind).toBe('unblock')
  })

  test('an own entry: itself and its note', () => {
    const entries = [
      { kind: 'path', host: 'x.test', path: '/Play/', action: 'block', note: 'Not in school' },
    ] as const
    expect(judge('http://www.x.test/play/now', { entries })).toEqual({
      action: 'block',
      reason: { kind: 'own-entry', entry: 'x.test/Play/', note: 'Not in school' },
      remedy: 'ask',
    })
    expect(judge('http://www.x.test/player', { entries }).reason.kind).toBe('unknown-host')
  })

  test('what is not on the web is not judged, and an unreadable web address is blocked', () => {
    expect(judge('about:blank')).toEqual({ action: 'allow', reason: { kind: 'not-web' }, remedy: 'none' })
    expect(judge('data:image/png;base64,AAAA').action).toBe('allow')
    expect(judge('data:,plain').action).toBe('allow')
    expect(judge('data:text/plain;charset=utf-8,<b>plain').action).toBe('allow')
    expect(judge('data:application/pdf;base64,AA').action).toBe('allow')
    expect(judge('https://%zz/').action).toBe('block')
  })

  test.each([
    'data:text/html,<b>x',
    ' DATA:text/html;base64,AA',
    'data:image/svg+xml,<svg/>',
    'data:application/xhtml+xml,x',
    'data:text/xsl,<html xmlns="http://www.w3.org/1999/xhtml"/>',
    'data:application/rss+xml,x',
    'data:text/x+xml;charset=utf-8,x',
    'data: text/html ,x',
  ])(
    'a page that is written into its address is blocked, and in a frame of a page it is that page’s: %s',
    (url) => {
      expect(judge(url)).toMatchObject({ action: 'block', remedy: 'none' })
      expect(decide(url, plainPolicy(), plainLists(NO_LISTS), exactly(0), 'frame').action).toBe('allow')
    },
  )
})

describe('what nobody can open', () => {
  const allow = { entries: [{ kind: 'suffix', host: 'x.test', action: 'allow' }] } as const
  test('illegal hosts, lifeline or not', () => {
    const lists = { illegal: ['x.test'], lifelines: ['a.x.test'] }
    expect(judge('http://a.x.test/', allow, lists)).toEqual({
      action: 'block',
      reason: { kind: 'illegal' },
      remedy: 'none',
    })
  })

  test('locked categories, whatever policy, period, entry or unblock says; but a lifeline stays open', () => {
    const lists = { categories: [['x.test', ['illegal-csam']]] as const, lifelines: ['help.x.test'] }
    const policy = { ...allow, categories: { ...POLICY.categories, 'illegal-csam': 'allow' as const } }
    expect(judge('http://x.test/', policy, lists).reason.kind).toBe('illegal')
    expect(judge('http://x.test/', policy, lists, 'resource').action).toBe('block')
    expect(judge('http://help.x.test/', policy, lists).reason.kind).toBe('lifeline')
  })
})

describe('what stays open', () => {
  test('lifelines are exact hosts, built in or the school’s own', () => {
    const lists = { lifelines: ['help.test'], categories: [['test', ['games']]] as const }
    expect(judge('http://help.test/', {}, lists).reason.kind).toBe('lifeline')
    expect(judge('http://evil.help.test/', {}, lists).action).toBe('block')
    expect(judge('http://own.test/', { lifelines: ['own.test'] }, lists).reason.kind).toBe('lifeline')
  })

  test('a disguised path never reaches an entry that allows', () => {
    const entries = [
      { kind: 'suffix', host: 'x.test', action: 'block' },
      { kind: 'path', host: 'x.test', path: '/edu', action: 'allow' },
    ] as const
    expect(judge('http://x.test/EDU//maths', { entries }).action).toBe('allow')
    for (const trick of [
      '/edu%2f..%2fgames',
      '/edu/%252e%252e/games',
      '/games/%252e%252e/edu',
      '/edu;/../games',
    ])
      expect(judge(`http://x.test${trick}`, { entries }).action, trick).toBe('block')
  })

  test('a path entry without a path blocks the whole site and opens nothing', () => {
    expect(
      judge('http://x.test/a', { entries: [{ kind: 'path', host: 'x.test', action: 'block' }] }).action,
    ).toBe('block')
    const open = { entries: [{ kind: 'path', host: 'games.test', action: 'allow' }] } as const
    expect(judge('http://games.test/a', open, GAMES).action).toBe('block')
  })
})

describe('the timetable', () => {
  const lunch: Period = {
    name: 'lunch',
    hours: { days: [1], from: 12 * 60, to: 13 * 60 },
    place: 'any',
    categories: { games: 'allow', 'illegal-csam': 'allow' },
    unknownHosts: 'warn',
  }
  const noon = Date.UTC(2026, 10, 23, 12)
  const at = (time: number, url = 'http://games.test/') =>
    judge(url, { timetable: [lunch] }, GAMES, 'page', exactly(time))

  test('a period opens, says its name and its end', () => {
    expect(at(noon)).toMatchObject({
      action: 'allow',
      reason: { kind: 'category', category: 'games', period: 'lunch' },
      until: noon + HOUR,
    })
    expect(at(noon, 'http://unknown.test/')).toMatchObject({
      action: 'warn',
      reason: { kind: 'unknown-host', period: 'lunch' },
      until: noon + HOUR,
    })
  })

  test('outside it the verdict says when it opens', () => {
    expect(at(noon - 1)).toMatchObject({ action: 'block', until: noon })
    expect(at(noon - 1).reason).toEqual({ kind: 'category', category: 'games' })
    expect(at(noon + HOUR)).toMatchObject({ action: 'block', until: noon + 7 * 24 * HOUR })
  })

  test('a time zone that nobody knows takes the strictest of all', () => {
    const strict = {
      ...lunch,
      name: 'quiet',
      categories: { news: 'block' as const, games: 'allow' as const },
    }
    const policy = { timeZone: 'Mars/Olympus', timetable: [lunch, strict] }
    const lists = {
      categories: [
        ['games.test', ['games']],
        ['news.test', ['news']],
      ] as const,
    }
    expect(judge('http://games.test/', policy, lists).action).toBe('block')
    expect(judge('http://news.test/', policy, lists).reason).toMatchObject({ period: 'quiet' })
    expect(judge('http://unknown.test/', policy, lists).action).toBe('warn')
  })
})

test('of two verdicts the stricter counts; stopped lasts longer, allowed ends sooner', () => {
  const block = (until?: number): Verdict => ({
    action: 'block',
    reason: { kind: 'unknown-host' },
    remedy: 'ask',
    ...(until === undefined ? {} : { until }),
  })
  const allow = (until: number): Verdict => ({ ...block(until), action: 'allow' })
  expect(stricterVerdict(allow(1), block(2))).toEqual(block(2))
  expect(stricterVerdict(block(1), block(2)).until).toBe(2)
  expect(stricterVerdict(block(1), block()).until).toBeUndefined()
  expect(stricterVerdict(allow(1), allow(2)).until).toBe(1)
})
