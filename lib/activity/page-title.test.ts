import { describe, expect, it } from 'vitest'
import { pageTitle } from './page-title.ts'
import { type Happening, redact } from './redact.ts'
import { EVENING, HELPLINES, see } from './testing-sightings.ts'

describe('a page’s title', () => {
  const url = 'https://www.site.test/a%20b/c?q=1'

  it.each([
    ['Volcanoes - Site', 'Volcanoes - Site'],
    ['  Two\n lines\u0007 and\u2028more ', 'Two lines and more'],
    ['\u202Eyletfel gnikaeps', 'yletfel gnikaeps'],
    ['می‌خواهم 👩‍🏫', 'می‌خواهم 👩‍🏫'],
    ['', ''],
  ])('%j is one line: %j', (title, line) => expect(pageTitle(title, url)).toBe(line))

  it.each([
    'https://www.site.test/a%20b/c?q=1',
    'www.site.test/a%20b/c?q=1',
    'site.test/a b/c?q=1',
    'Site.test',
    'www.site.test/a b',
  ])('is none where the address stands in its place: %s', (title) => expect(pageTitle(title, url)).toBe(''))
})

describe('a title’s row', () => {
  const titles = { detail: 'titles' } as const
  const titled = (title: string): Happening => ({ kind: 'title', visit: 7, title })

  it('names its visit, and is there only when the school chose titles', () => {
    const row = { kind: 'title', visit: 7, title: 'Rules of poker' }
    const url = 'https://site.test/poker'
    expect(redact(titled('Rules of poker'), see(url, { recording: titles }))).toEqual(row)
    for (const detail of ['least', 'paths'] as const)
      expect(redact(titled('Rules of poker'), see(url, { recording: { detail } }))).toBeNull()
  })

  it('is never there for a lifeline, under any host, nor for a title that names one', () => {
    const lifeline = { action: 'allow', reason: { kind: 'lifeline' }, remedy: 'none' } as const
    const refuses = (title: string, url: string, more = {}) =>
      expect(redact(titled(title), see(url, { recording: titles, ...more })), `${title} ${url}`).toBeNull()
    refuses('Get support', 'https://site.test/', { verdict: lifeline })
    refuses('Get support', 'https://www.childline.org.uk/')
    refuses('Get support', 'https://www-childline-org-uk.translate.goog/')
    for (const title of [
      'Childline: get support',
      'Call 0800 1111',
      'Samaritans – Wikipedia',
      HELPLINES[0] ?? '',
    ])
      refuses(title, 'https://site.test/')
  })

  it('is never there outside hours', () => {
    expect(redact(titled('x'), see('https://a.test/', { recording: titles, now: EVENING }))).toBeNull()
  })

  it('is not what was searched for, unless the school keeps that too', () => {
    const results = 'https://www.google.com/search?q=volcano'
    const title = titled('volcano - Google Search')
    expect(redact(title, see(results, { recording: titles }))).toBeNull()
    expect(redact(title, see(results, { recording: { ...titles, searchTerms: true } }))).not.toBeNull()
  })

  it('holds no address, no key and no e-mail address, and is bounded', () => {
    const of = (title: string) => redact(titled(title), see('https://a.test/', { recording: titles }))
    expect(of('Sign in https://a:b@c.test/?token=1 now')).toMatchObject({ title: 'Sign in … now' })
    expect(of('Inbox of amelia@hill.test')).toMatchObject({ title: 'Inbox of …' })
    expect(of('Reset 9f8e7d6c5b4a39281706f5e4')).toMatchObject({ title: 'Reset …' })
    expect(of('   ')).toBeNull()
    const long = of('🎈 '.repeat(200))
    expect(long).toMatchObject({ title: expect.not.stringMatching(/[\uD800-\uDBFF]$/) })
    expect(JSON.stringify(long).length).toBeLessThan(300)
  })
})
