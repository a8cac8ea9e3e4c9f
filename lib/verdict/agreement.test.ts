/** What the agreement closes, and what it never does. */
import { describe, expect, test } from 'vitest'
import { anAgreement } from '../agreement/testing.ts'
import { settled } from '../../tests/fixtures/dnr-model.ts'
import { NO_LISTS, plainLists } from '../../tests/fixtures/plain-lists.ts'
import { plainPolicy } from '../../tests/fixtures/policies.ts'
import { AGREEMENT_MODES } from '../policy/agreement.ts'
import type { Agreement } from '../policy/agreed.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import { compile } from '../rules/compile.ts'
import { compileLessons } from '../rules/lesson.ts'
import { exactly, type Now } from '../time/now.ts'
import { HOUR, MINUTE } from '../time/zone.ts'
import { decide } from './decide.ts'
import { nextChange } from './next-change.ts'
import type { Target } from './verdict.ts'

/** Monday 23 November 2026, half past ten in London. */
const T = Date.UTC(2026, 10, 23, 10, 30)
const LISTS = plainLists({
  ...NO_LISTS,
  lifelines: ['help.test'],
  illegal: ['bad.test'],
  categories: [['games.test', ['games']]],
})
const asked = (agreement: Partial<Agreement> = {}, policy: Partial<EffectivePolicy> = {}): EffectivePolicy =>
  plainPolicy({ needed: ['id.test'], ...policy, agreement: anAgreement(agreement) })

/** The verdict, once the browser's rules have been seen to say the same. */
function judge(url: string, policy: EffectivePolicy, now: Now = exactly(T), target: Target = 'page') {
  const verdict = decide(url, policy, LISTS, now, target)
  const type = { page: 'main_frame', frame: 'sub_frame', resource: 'script' }[target]
  const sets = [compile(policy, LISTS, now).rules, compileLessons(policy, now).rules]
  expect(settled(sets, url, type).action).toBe(verdict.action === 'allow' ? 'allow' : 'block')
  return verdict
}

describe('until the agreement is agreed to', () => {
  test('an exact host of the school is open however it is written, and what lies under it is not', () => {
    const policy = asked({ until: 'own-sites', own: [{ host: 'school.test', exact: true }] })
    for (const host of ['school.test', 'school.test.', 'school.test:8080', 'school.test.:8080'])
      expect(judge(`https://${host}/a/`, policy).action, host).toBe('allow')
    for (const host of ['a.school.test', 'a.school.test.:8080'])
      expect(judge(`https://${host}/a/`, policy).action, host).toBe('block')
  })

  test('an ordinary page is closed, and reading opens it; pictures of open pages load', () => {
    expect(judge('http://x.test/', asked())).toEqual({
      action: 'block',
      reason: { kind: 'agreement', missing: 'reading' },
      remedy: 'agree',
    })
    expect(judge('http://x.test/', asked(), exactly(T), 'frame').action).toBe('block')
    expect(judge('http://x.test/', asked(), exactly(T), 'resource').action).toBe('allow')
    expect(judge('http://x.test/', asked({ agreed: [2026] })).action).toBe('allow')
  })

  test('where only a parent’s permission is missing there is nothing for the pupil to do', () => {
    expect(judge('http://x.test/', asked({ agreed: [2026], permitted: [] }))).toMatchObject({
      reason: { kind: 'agreement', missing: 'parent' },
      remedy: 'none',
    })
  })

  test.for(AGREEMENT_MODES)('lifelines, sign-in and set work stay open: %s', (until) => {
    for (const permitted of [undefined, []]) {
      const policy = asked({ until, ...(permitted && { permitted, agreed: [2026] }) })
      expect(judge('http://help.test/', policy).reason.kind).toBe('lifeline')
      expect(judge('http://id.test/', policy).reason.kind).toBe('needed')
      expect(judge('http://work.test/', policy).action).toBe('allow')
      expect(judge('http://a.work.test/', policy).action).toBe('allow')
    }
  })

  test('of the school’s own sites a host alone is open, or all under it', () => {
    const own = [
      { host: 'maps.test', exact: true },
      { host: 'deep.in.maps.test', exact: true },
      { host: 'under.maps.test', exact: false },
      { host: 'hill.test', exact: false },
      { host: '10.1.2.3', exact: true },
    ]
    const policy = asked({ until: 'own-sites', own })
    const open = [
      'maps.test',
      'u.v@maps.test',
      'maps.test.',
      'maps.test:8080',
      'deep.in.maps.test',
      '10.1.2.3',
    ]
    for (const host of [...open, 'under.maps.test', 'a.under.maps.test', 'hill.test', 'a.hill.test'])
      expect(judge(`http://${host}/x.y/www.maps.test`, policy).action, host).toBe('allow')
    for (const host of [
      'sites.maps.test',
      'u@in.maps.test.',
      'a.deep.in.maps.test:81',
      'a.b.maps.test',
      'x.test',
    ])
      expect(judge(`http://${host}/x.y/www.maps.test`, policy).action, host).toBe('block')
  })

  test('that holds on search engines, whose safe search stands above it', () => {
    const own = [
      { host: 'google.com', exact: true },
      { host: 'brave.com', exact: true },
    ]
    const policy = asked({ until: 'own-sites', own }, { safeSearch: true })
    for (const url of [
      'https://google.com/maps',
      'https://google.com/search?q=a&safe=active&ssui=on',
      'https://brave.com/',
    ])
      expect(judge(url, policy).action, url).toBe('allow')
    for (const url of [
      'https://sites.google.com/view/games',
      'https://x.google.com/search?q=a&safe=active&ssui=on',
      'https://x.google.com./search?q=a&safe=active&ssui=on',
      'https://search.brave.com/search?q=a&safesearch=strict',
      'https://www.brave.com/',
    ])
      expect(judge(url, policy).action, url).toBe('block')
  })

  test('a reminder leaves everything as it was', () => {
    expect(judge('http://x.test/', asked({ until: 'remind' })).action).toBe('allow')
    expect(judge('http://games.test/', asked({ until: 'remind' })).reason.kind).toBe('category')
  })

  test('it only closes: what set work’s host is listed for still counts', () => {
    expect(judge('http://games.test/', asked({ open: ['games.test'] })).reason.kind).toBe('category')
    expect(judge('http://bad.test/', asked({ open: ['bad.test'] })).reason.kind).toBe('illegal')
  })

  test('a suspension speaks first; a lesson closes what the agreement leaves open', () => {
    const suspensions = [{ id: 's', person: 'p', from: T - 1, until: T + HOUR, reason: 'r', open: [] }]
    expect(judge('http://x.test/', asked({}, { suspensions })).reason.kind).toBe('suspension')
    const eyesUp = {
      id: 'l',
      revision: 1,
      name: '9B',
      teacher: '',
      mode: 'eyes-up' as const,
      sites: [],
      frames: [],
      from: T - MINUTE,
      until: T + HOUR,
    }
    expect(judge('http://work.test/', asked({}, { lessons: [eyesUp] })).reason.kind).toBe('lesson')
    expect(judge('http://x.test/', asked({}, { lessons: [eyesUp] })).reason.kind).toBe('agreement')
  })

  test('an unblock or an entry opens nothing that is closed for it', () => {
    const entry = { kind: 'suffix' as const, host: 'x.test', action: 'allow' as const }
    const unblocks = [{ id: 'u', entry, from: T - 1, until: T + HOUR, reason: 'r' }]
    expect(judge('http://x.test/', asked({}, { unblocks, entries: [entry] })).reason.kind).toBe('agreement')
  })

  test('while the time is in doubt, what is missing at any time is missing', () => {
    const next = Date.UTC(2027, 8, 2)
    expect(judge('http://x.test/', asked({ agreed: [2026] }), { at: T, candidates: [T, next] }).action).toBe(
      'block',
    )
  })

  test('the worker wakes for the new school year', () => {
    const turn = Date.UTC(2026, 7, 31, 23)
    expect(nextChange(asked(), exactly(turn - HOUR))).toBe(turn)
    expect(judge('http://x.test/', asked({ agreed: [2025] }), exactly(turn - 1)).action).toBe('allow')
    expect(judge('http://x.test/', asked({ agreed: [2025] }), exactly(turn)).action).toBe('block')
  })
})
