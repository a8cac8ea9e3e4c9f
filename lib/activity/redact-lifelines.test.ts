/** Lifelines leave no trace in rows, and are no cover for anything else. */
import { describe, expect, it } from 'vitest'
import type { Recording } from '../policy/document.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { namesLifeline } from './names-lifeline.ts'
import { type Happening, redact } from './redact.ts'
import { gambling, HELPLINES, see, selfHarm } from './testing-sightings.ts'

const VISIT: Happening = { kind: 'visit' }
const BLOCKED: Happening = { kind: 'blocked', target: 'page' }

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
