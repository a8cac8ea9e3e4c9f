/** Addresses within addresses that close nothing: what people do every day, and what the school has opened. */
import { describe, expect, test } from 'vitest'
import { mathsLesson } from '../../tests/fixtures/policies.ts'
import { NOW, decided, action, b64, safe, GAME, policy } from '../../tests/fixtures/carried-stage.ts'

describe('ordinary addresses that speak of another', () => {
  const S = 'https://fine.test'
  const A = safe('https://blocked.test/play')
  test.each([
    ['where somebody came from', `${S}/sign-up?source_url=${A}`],
    ['its short name', `${S}/sign-up?source=${A}`],
    ['from', `${S}/login?from=${A}`],
    ['the first page', `${S}/?landing=${A}`],
    ['the page around', `${S}/frame?parentUrl=${A}`],
    ['the page', `${S}/count?page_url=${A}`],
    ['a counter', `${S}/collect?v=1&dl=${A}&dr=${A}`],
    ['another counter', `${S}/p?t_u=${A}`],
    ['a search on another site', `${S}/wiki/search?query=${A}`],
    ['a search in words', `${S}/search/all?q=is%20${A}%20safe`],
    ['a sign-in', `${S}/authorize?client_id=7&redirect_uri=${A}&state=${b64('https://blocked.test/a')}`],
    ['another sign-in', `${S}/auth?response_type=code&redirect_uri=${A}&iss=${A}`],
    ['a share', `${S}/share?twitter=${A}`],
    ['a share in words', `${S}/intent/post?text=Look%20at%20${A}`],
    ['a letter', `${S}/compose?body=See%20${A}`],
  ])('%s', (_, url) => expect(action(url)).toBe('allow'))

  test.each([
    ['hidden in a share', `${S}/share?text=${safe(b64('https://blocked.test/play'))}`],
    ['hidden in a search', `${S}/search?q=${safe(b64('https://blocked.test/play'))}`],
    ['sent back to by nobody', `${S}/go?redirect_uri=${A}`],
    ['a search box that is none', `${S}/view?q=${A}`],
    ['a listed service', `https://archive.test/show?from=${A}`],
  ])('%s counts', (_, url) => expect(action(url)).toBe('block'))
})

describe('a translator of pages', () => {
  const T = 'https://translate.google.com'
  test.each([
    ['what somebody types', `${T}/?sl=en&tl=fr&text=Check%20${safe('https://blocked.test')}`, 'allow'],
    ['a host that somebody types', `${T}/?sl=en&tl=fr&op=translate&text=blocked.test`, 'allow'],
    ['what somebody asks', `${T}/?hl=en&q=${safe('https://blocked.test/x')}`, 'allow'],
    ['typed elsewhere', `https://translate.yandex.com/?text=${safe('https://blocked.test')}`, 'allow'],
    ['in the fragment', `${T}/#en/fr/Check%20${safe('https://blocked.test')}`, 'allow'],
    ['a page', `${T}/translate?sl=en&tl=fr&u=${safe('https://blocked.test/')}`, 'block'],
    ['a page without its scheme', `${T}/website?sl=en&tl=fr&u=blocked.test`, 'block'],
    [
      'who only calls a host so',
      `https://translate.google.px.test/?text=${safe('https://blocked.test')}`,
      'block',
    ],
    ['a page beside a text', `${T}/translate?text=hello&u=${safe('https://blocked.test/')}`, 'block'],
  ])('%s', (_, url, expected) => expect(action(url)).toBe(expected))
})

describe('what stays open', () => {
  test.each([
    ['fp-oauth', `http://login.test/?redirect_uri=${safe(GAME)}`],
    ['a sign-in that is never blocked', `https://accounts.platform.test/o?continue=${safe(GAME)}`],
    ['a sign-in that nobody knows', 'https://id.test/o?redirect_uri=https%3A%2F%2Fschool.test%2Fcb'],
    ['fp-share', `https://share.test/?u=${safe('https://school.test/a b')}`],
    ['a link to a host that nobody knows', 'https://share.test/?u=https://new.test/'],
    ['fp-archive-ok', 'http://archive.test/web/2020/http://school.test/'],
    ['a picture of an unknown site', 'https://wsrv.nl/?url=pictures.test/a.png'],
    ['fp-vpn-article', 'https://news.test/2020/how-a-vpn-and-a-proxy-work'],
    ['fp-service-path', 'https://shop.test/service/bare/'],
    ['url-query-decoy', 'https://school.test/?u=https://school.test'],
    [
      'where somebody came from',
      'https://new.test/?ref=https://blocked.test/&utm_source=https://blocked.test',
    ],
    ['a search for an address', `https://www.google.com/search?q=${safe(GAME)}`],
    ['the school’s own site that names one', `https://school.test/links?to=${safe(GAME)}`],
    ['url-siblings', 'https://notblocked.test/'],
    ['a site’s own page', 'https://a.fine.test/?next=https://b.fine.test/'],
    ['a video', 'https://video.test/watch?v=dQw4w9WgXcQ&list=PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf'],
    ['a document', 'https://docs.test/document/d/1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms/edit#gid=0'],
    [
      'a token',
      'https://new.test/?t=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N',
    ],
  ])('%s', (_, url) => expect(action(url)).toBe('allow'))

  test('an archive that the school opens, as far as what it shows is open', () => {
    const opened = {
      ...policy,
      entries: [
        ...policy.entries,
        { kind: 'suffix' as const, host: 'archive.test', action: 'allow' as const },
      ],
    }
    const of = (url: string, entries = opened.entries) => decided(url, 'page', { ...opened, entries }).action
    expect(of('https://archive.test/web/2020/http://blocked.test/')).toBe('block')
    expect(of('https://archive.test/web/2020/http://school.test/')).toBe('allow')
    const named = {
      kind: 'path' as const,
      host: 'archive.test',
      path: '/web/2020/http:/blocked.test',
      action: 'allow' as const,
    }
    expect(of('https://archive.test/web/2020/http://blocked.test/', [named])).toBe('allow')
  })

  test('what somebody opened for a while, but for what they cannot have meant', () => {
    const unblock = {
      id: 'u1',
      entry: { kind: 'suffix' as const, host: 'archive.test', action: 'allow' as const },
      from: NOW.at - 1,
      until: NOW.at + 1000,
      reason: 'project',
    }
    const of = (url: string) => decided(url, 'page', { ...policy, unblocks: [unblock] }).action
    expect(of('https://archive.test/web/2020/http://blocked.test/')).toBe('allow')
    expect(of('https://archive.test/web/2020/http://sad.test/')).toBe('block')
  })
})

describe('a lesson', () => {
  const lesson = mathsLesson({ from: NOW.at, until: NOW.at + 60_000 })
  const taught = {
    ...policy,
    lessons: [{ ...lesson, sites: [{ host: 'maths.test' }, { host: 'archive.test' }] }],
  }
  const of = (url: string, mode: 'only' | 'except' = 'only') =>
    decided(url, 'page', { ...taught, lessons: taught.lessons.map((one) => ({ ...one, mode })) }).action

  test('is not escaped through a service that is open in it', () => {
    expect(of('https://archive.test/web/2020/http://news.test/')).toBe('block')
    expect(of('https://archive.test/web/2020/http://maths.test/')).toBe('allow')
    expect(of('https://other.test/?to=https://maths.test/', 'except')).toBe('block')
  })

  test('does not close its own sites for naming others', () => {
    expect(of('https://maths.test/?next=https://news.test/')).toBe('allow')
    expect(of('https://maths.test/2020/story.html')).toBe('allow')
  })
})
