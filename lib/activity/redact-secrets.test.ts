/** Nothing that opens something comes into a row. */
import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import type { Recording } from '../policy/document.ts'
import { rowSchema } from '../protocol/rows.ts'
import { namesLifeline } from './names-lifeline.ts'
import { redactPath, redactText } from './redact-path.ts'
import { type Happening, redact } from './redact.ts'
import { gambling, HELPLINES, see } from './testing-sightings.ts'

const VISIT: Happening = { kind: 'visit' }
const BLOCKED: Happening = { kind: 'blocked', target: 'page' }

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
