import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import type { Recording } from '../policy/document.ts'
import { rowSchema } from '../protocol/rows.ts'
import type { Now } from '../time/now.ts'
import { exactly } from '../time/now.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { namesLifeline } from './names-lifeline.ts'
import { redactPath, redactText } from './redact-path.ts'
import { type Happening, redact } from './redact.ts'
import { EVENING, gambling, HELPLINES, least, LESSON, see, selfHarm } from './testing-sightings.ts'

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

describe('lifelines', () => {
  it('leave no row, by verdict or by host, in or out of hours', () => {
    const lifeline: Verdict = { action: 'allow', reason: { kind: 'lifeline' }, remedy: 'none' }
    expect(redact(VISIT, see('https://other.test/', { verdict: lifeline }))).toBeNull()
    expect(redact(BLOCKED, see('https://www.childline.org.uk/', { verdict: selfHarm }))).toBeNull()
  })

  it.each([
    'https://support.childline.org.uk/',
    'https://chat.www.samaritans.org/x',
    'https://childline.ie/',
    'https://www.childlineindia.org/',
    'https://papyrus-helpline.example/',
    'https://listen.greenfield.example/',
  ])('leave no row under another host: %s', (url) => {
    const lifelines = [...HELPLINES, 'www.samaritans.org', 'samaritans.org', 'listen.greenfield.example']
    for (const kind of [VISIT, BLOCKED]) expect(redact(kind, see(url, { lifelines }))).toBeNull()
  })

  it.each([
    ['https://www-childline-org-uk.translate.goog/get-support/?_x_tr_sl=en', 'translate.goog'],
    ['https://www-anti--bullyingalliance-org-uk.translate.goog/', 'translate.goog'],
    ['https://www.childline.org.uk.unblocker.example/a', 'unblocker.example'],
    ['https://childline.chat-vendor.example/room/7', 'chat-vendor.example'],
    ['https://childline-org-uk.pages.dev/', 'pages.dev'],
  ])('show in %s as the site around them and nothing more', (url, host) => {
    const lifelines = [...HELPLINES, 'www.anti-bullyingalliance.org.uk']
    const most: Partial<Recording> = { detail: 'titles', searchTerms: true }
    const row = redact(BLOCKED, see(url, { lifelines, verdict: gambling, recording: most }))
    expect(row).toEqual({
      kind: 'blocked',
      host,
      categories: ['gambling'],
      action: 'block',
      reason: 'category',
      target: 'page',
    })
    const visit = redact(VISIT, see(url, { lifelines, recording: most }))
    expect(visit).toMatchObject({ kind: 'visit', host })
    expect(visit).not.toHaveProperty('path')
    const title: Happening = { kind: 'title', visit: 1, title: 'Get support' }
    expect(redact(title, see(url, { lifelines, recording: most }))).toBeNull()
  })

  it('are no cover for a site that the lists or the school name as something else', () => {
    const proxy = see('https://childline-proxy.example/x', { verdict: gambling, categories: ['gambling'] })
    expect(redact(BLOCKED, proxy)).toMatchObject({ host: 'childline-proxy.example', path: '/x' })
    const reason = { kind: 'own-entry', entry: { kind: 'suffix', host: 'x', action: 'block' } } as const
    const own = see('https://childline-proxy.example/x', {
      verdict: { action: 'block', reason, remedy: 'ask' } as unknown as Verdict,
    })
    expect(redact(BLOCKED, own)).toMatchObject({ host: 'childline-proxy.example' })
  })

  it('do not silence hosts that hold an everyday word', () => {
    for (const host of [
      'www.beatport.example',
      'calm.example.org',
      'mind.example',
      'refugees.example',
      'shoreline.example',
    ])
      expect(redact(VISIT, see(`https://${host}/`)), host).toMatchObject({ host })
  })

  it('are not named by a path, a title or a search', () => {
    const nested = 'https://archive.test/web/www.childline.org.uk/get-support'
    expect(redact(BLOCKED, see(nested, { verdict: gambling }))).not.toHaveProperty('path')
    const steps: Partial<Recording> = { detail: 'titles', searchTerms: true }
    const results = see('https://bing.com/', { recording: steps })
    expect(redact({ kind: 'title', visit: 1, title: 'Childline - Bing' }, results)).toBeNull()
    expect(
      redact({ kind: 'search', terms: 'child line number' }, see('https://bing.com/', { recording: steps })),
    ).toBeNull()
  })

  it('do not silence everyday words', () => {
    expect(namesLifeline('what is on my mind', HELPLINES)).toBe(false)
    expect(namesLifeline('report on volcanoes', HELPLINES)).toBe(false)
    expect(namesLifeline('www.mind.org.uk', HELPLINES)).toBe(true)
    expect(namesLifeline('report.iwf.org.uk', HELPLINES)).toBe(true)
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

describe('secrets', () => {
  const hex = fc.uint8Array({ minLength: 8, maxLength: 40 }).map((b) => Buffer.from(b).toString('hex'))
  const base64 = fc
    .uint8Array({ minLength: 16, maxLength: 60 })
    .map((b) => Buffer.from(b).toString('base64url'))
  const jwt = fc.tuple(base64, base64, base64).map((parts) => `eyJ${parts.join('.')}`)
  // Real tokens are random; all zeros or one letter over and over is nobody's token.
  const token = fc
    .oneof(hex, base64, jwt, fc.uuid())
    .filter((t) => new Set(t).size >= 8 && /\d/.test(t) && /[a-z]/i.test(t))
    // Letters that happen to be a helpline's name or number leave no row at all.
    .filter((t) => !namesLifeline(`how to ${t}`, HELPLINES))
  const wrap = fc.constantFrom(
    (t: string) => `https://site.test/page/${t}`,
    (t: string) => `https://site.test/${t}/page`,
    (t: string) => `https://site.test/reset/${t}?a=b`,
    (t: string) => `https://site.test/page;jsessionid=${t}/x`,
    (t: string) => `https://site.test/page?token=${t}`,
    (t: string) => `https://site.test/page#access_token=${t}`,
    (t: string) => `https://${t}:x@site.test/page`,
    (t: string) => `https://x:${t}@site.test/page`,
    (t: string) => `https://site.test/go/${encodeURIComponent(`https://o.test/?t=${t}`)}`,
    (t: string) => `https://site.test/go/${encodeURIComponent(encodeURIComponent(`https://a:${t}@o.test/`))}`,
    (t: string) => `https://site.test/go/https://a:${t}@o.test/`,
    (t: string) => `https://site.test/key=${t}/page`,
    (t: string) => `https://site.test/${t}@mail.test/page`,
    (t: string) => `view-source:https://site.test/${t}`,
  )
  const most: Partial<Recording> = { detail: 'titles', searchTerms: true }

  property.prop([token, wrap], { numRuns: 2000 })('never come into a row', (secret, inUrl) => {
    const url = inUrl(secret)
    const happenings: Happening[] = [
      VISIT,
      BLOCKED,
      { kind: 'search', terms: `how to ${secret}` },
      { kind: 'title', visit: 1, title: `Page ${url}` },
    ]
    for (const happening of happenings) {
      const row = redact(happening, see(url, { verdict: gambling, recording: most }))
      expect(row).not.toBeNull()
      expect(JSON.stringify(row)).not.toContain(secret)
      expect(rowSchema.safeParse({ ...row, seq: 1, at: 0 }).success).toBe(true)
    }
  })

  property.prop([fc.webUrl({ withQueryParameters: true, withFragments: true })], { numRuns: 1000 })(
    'hide in no query and no fragment, and any address gives a valid row',
    (url) => {
      const row = redact(BLOCKED, see(url, { verdict: gambling }))
      expect(row).not.toMatchObject({ path: expect.stringMatching(/[?#]/) })
      expect(rowSchema.safeParse({ ...row, seq: 1, at: 0 }).success).toBe(true)
    },
  )

  it.each([
    '/',
    '/wiki/Second_World_War',
    '/wiki/%D8%A7%D9%84%D8%B9%D8%B1%D8%A8%D9%8A%D8%A9',
    '/bitesize/topics/z123/how-to-build-a-volcano-model',
    '/2026/06/08/school-news-internationalisation',
    '/@channel/videos',
    '/users/login',
    '/index.html',
  ])('are not seen in %s', (path) => expect(redactPath(path)).toBe(path))

  it.each([
    ['/share/k3J9x', '/share/…'],
    ['/a/b/dGhpcyBpcyBhIHRva2Vu/c', '/a/b/…/c'],
    ['/user/a.pupil@school.example/inbox', '/user/…/inbox'],
    ['/call/07700900123', '/call/…'],
    ['/x/%ff%fe/y', '/x/…/y'],
    [`/${'long-word/'.repeat(100)}`, `/${'long-word/'.repeat(51)}…`],
  ])('are taken out of %s', (path, expected) => expect(redactPath(path)).toBe(expected))

  it('are taken out of text', () => {
    expect(redactText('my card 4111 1111 1111 1111 and a.b@c.test', 200)).toBe('my card … and …')
    expect(redactText('see https://a.test/x?y=z now', 200)).toBe('see … now')
    expect(redactText('what is 2 + 2', 200)).toBe('what is 2 + 2')
  })
})
