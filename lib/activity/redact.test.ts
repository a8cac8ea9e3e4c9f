import { describe, expect, it } from 'vitest'
import type { Now } from '../time/now.ts'
import { exactly } from '../time/now.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { type Happening, redact } from './redact.ts'
import { EVENING, gambling, least, LESSON, see, selfHarm } from './testing-sightings.ts'

const VISIT: Happening = { kind: 'visit' }
const BLOCKED: Happening = { kind: 'blocked', target: 'page' }

describe('what a row says of an address', () => {
  it('is the host alone for a visit, at the least', () => {
    const row = redact(VISIT, see('https://user:pw@Maths.Example.ORG.:8443/a/b?q=1#x'))
    expect(row).toEqual({
      kind: 'visit',
      host: 'maths.example.org',
      categories: [],
      action: 'allow',
      reason: 'unknown-host',
    })
  })

  it('has the path when blocked, warned, continued or searched, and for visits when the school says so', () => {
    const url = 'https://bet.test/poker/rules?session=1'
    expect(redact(BLOCKED, see(url, { verdict: gambling }))).toMatchObject({
      path: '/poker/rules',
      categories: ['gambling'],
      target: 'page',
    })
    expect(redact({ kind: 'warned' }, see(url))).toMatchObject({ path: '/poker/rules' })
    expect(redact({ kind: 'continued' }, see(url))).toMatchObject({ path: '/poker/rules' })
    expect(redact(VISIT, see(url, { recording: { detail: 'paths' } }))).toMatchObject({
      path: '/poker/rules',
    })
  })

  it('has search terms only when the school says so', () => {
    const happening: Happening = { kind: 'search', terms: 'volcano model' }
    const url = 'https://www.bing.com/search?q=volcano+model'
    expect(redact(happening, see(url))).toBeNull()
    expect(redact(happening, see(url, { recording: { searchTerms: true } }))).toMatchObject({
      terms: 'volcano model',
      path: '/search',
    })
  })

  it.each(['about:blank', 'chrome://policy', 'data:text/html,x', 'file:///etc/passwd', 'nonsense'])(
    'is nothing for %s',
    (url) => expect(redact(VISIT, see(url))).toBeNull(),
  )
})

describe('what is illegal', () => {
  const listed = { list: 'member', entry: 41, category: 'illegal-csam' } as const
  const verdict: Verdict = { action: 'block', reason: { kind: 'illegal', listed }, remedy: 'none' }
  const url = 'https://www.bad.test/secret/path?and=query'

  it('is on record by list and entry alone, at any hour, whatever the school records', () => {
    const recording = { ...least, detail: 'titles', searchTerms: true } as const
    const seen = see(url, { verdict, now: EVENING, recording, categories: ['games'] })
    const row = redact(BLOCKED, seen)
    expect(row).toEqual({
      kind: 'blocked',
      target: 'page',
      host: '',
      categories: ['illegal-csam'],
      action: 'block',
      reason: 'illegal',
      listed: { list: 'member', entry: 41 },
    })
    expect(JSON.stringify(row)).not.toMatch(/bad|secret|query/)
  })

  it('leaves no other row: no search, no title, no file’s name', () => {
    for (const happening of [
      VISIT,
      { kind: 'title', visit: 1, title: 'x' },
      { kind: 'search', terms: 'x' },
    ] as const)
      expect(redact(happening, see(url, { verdict }))).toBeNull()
  })

  it('by a segment of the school’s own, it names the kind', () => {
    const own: Verdict = { action: 'block', reason: { kind: 'illegal' }, remedy: 'none' }
    const seen = see(url, { verdict: own, categories: ['illegal-terror', 'games'] })
    expect(redact(BLOCKED, seen)).toMatchObject({ host: '', categories: ['illegal-terror'] })
  })
})

describe('outside recording hours', () => {
  it('only blocked safeguarding themes are recorded', () => {
    expect(redact(VISIT, see('https://a.test/', { now: EVENING }))).toBeNull()
    expect(redact(BLOCKED, see('https://a.test/', { now: EVENING, verdict: gambling }))).toBeNull()
    expect(redact({ kind: 'warned' }, see('https://a.test/', { now: EVENING, verdict: selfHarm }))).toBeNull()
    expect(redact(BLOCKED, see('https://a.test/', { now: EVENING, verdict: selfHarm }))).not.toBeNull()
    const illegal: Verdict = { action: 'block', reason: { kind: 'illegal' }, remedy: 'none' }
    expect(redact(BLOCKED, see('https://a.test/', { now: EVENING, verdict: illegal }))).not.toBeNull()
    const listed = see('https://a.test/', { now: EVENING, verdict: gambling, categories: ['self-harm'] })
    expect(redact(BLOCKED, listed)).not.toBeNull()
  })

  it('are judged in the school’s time zone, at both ends', () => {
    const at = (hour: number, minute: number) => exactly(Date.UTC(2026, 5, 8, hour, minute))
    const recorded = (now: Now) => redact(VISIT, see('https://a.test/', { now })) !== null
    expect([at(6, 59), at(7, 0), at(15, 59), at(16, 0)].map(recorded)).toEqual([false, true, true, false])
    expect(recorded(exactly(Date.UTC(2026, 5, 7, 10)))).toBe(false)
  })

  it('do not hold while the clock may be inside them, or nobody knows the zone', () => {
    const doubt: Now = { at: EVENING.at, candidates: [EVENING.at, LESSON.at] }
    expect(redact(VISIT, see('https://a.test/', { now: doubt }))).not.toBeNull()
    const lost = see('https://a.test/', {
      now: EVENING,
      policy: { timeZone: 'Europe/Nowhere', recording: least },
    })
    expect(redact(VISIT, lost)).not.toBeNull()
  })
})
