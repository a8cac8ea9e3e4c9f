/** Addresses within addresses, from the side of somebody who wants to get round the school's rules. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  listsArb,
  trickyAddressArb,
  taughtPolicyArb,
  certainNowArb,
} from '../../tests/fixtures/arbitraries.ts'
import { NO_LISTS, plainLists } from '../../tests/fixtures/plain-lists.ts'
import { mathsLesson, plainPolicy } from '../../tests/fixtures/policies.ts'
import { ACTIONS } from '../policy/categories.ts'
import { exactly } from '../time/now.ts'
import { canonical } from './address.ts'
import { decide } from './decide.ts'
import { carried } from './unwrap.ts'
import type { Target } from './verdict.ts'

const NOW = exactly(Date.UTC(2026, 9, 20, 9))
const lists = plainLists({
  ...NO_LISTS,
  categories: [
    ['blocked.test', ['games']],
    ['www-blocked.test', ['games']],
    ['games-hub.com', ['games']],
    ['sad.test', ['self-harm']],
    ['warned.test', ['url-shortener']],
    ['archive.test', ['translation-proxy']],
    ['search.test', ['search']],
    ['news.test', ['news']],
  ],
  neverBlock: [{ host: 'platform.test', exact: false }],
})
const policy = plainPolicy({
  categories: {
    ...plainPolicy().categories,
    games: 'block',
    'url-shortener': 'warn',
    'translation-proxy': 'allow',
    'self-harm': 'block',
    news: 'allow',
  },
  entries: [
    { kind: 'host', host: 'school.test', action: 'allow' },
    { kind: 'path', host: 'docs.test', path: '/d/games', action: 'block' },
    { kind: 'host', host: '127.0.0.1', action: 'block' },
    { kind: 'path', host: 'github.com', path: '/gamer', action: 'block' },
  ],
  needed: ['login.test'],
})
const decided = (url: string, target: Target = 'page', of = policy) => decide(url, of, lists, NOW, target)
const action = (url: string, target?: Target) => decided(url, target).action

const b64 = (text: string) => btoa(text)
const hex = (text: string) => Buffer.from(text).toString('hex')
const xor = (text: string, even: number, odd: number) =>
  String.fromCharCode(...Array.from(text, (_, i) => text.charCodeAt(i) ^ (i % 2 === 0 ? even : odd)))
const rotated = (text: string, by: number) =>
  text.replace(/[a-z]/gi, (c) => {
    const base = c <= 'Z' ? 65 : 97
    return String.fromCharCode(((c.charCodeAt(0) - base + by) % 26) + base)
  })
const safe = encodeURIComponent
const back = (text: string) => text.split('').toReversed().join('')

const GAME = 'https://blocked.test/play?id=1'
const P = 'http://px.test'

describe('an address on a host that nobody knows is judged by the one within it', () => {
  test.each([
    ['a relay', `${P}/http://blocked.test/`],
    ['a relay, slashes made one', `${P}/https:/blocked.test/x`],
    ['a relay by segments', `${P}/proxy/https/blocked.test/x`],
    ['a relay with a port', `${P}/main/http://blocked.test:8080/x`],
    ['protocol-relative', `${P}/fetch?from=//blocked.test/x`],
    ['an encoded path', `${P}/service/${safe(GAME)}`],
    ['encoded twice', `${P}/service/${safe(safe(GAME))}`],
    ['encoded three times', `${P}/?site=${safe(safe(safe(GAME)))}`],
    ['base64 in a path', `${P}/service/${safe(b64(GAME))}`],
    [
      'base64url without padding',
      `${P}/go/${b64(GAME).replace(/=/g, '').replace(/\+/g, '-').replace(/\//g, '_')}`,
    ],
    ['base64 as a whole query', `${P}/?${b64(GAME)}`],
    ['base64 of an origin', `${P}/?__cpo=${b64('https://blocked.test')}`],
    ['base64 twice', `${P}/s/${safe(b64(b64(GAME)))}`],
    ['base64 in the fragment', `${P}/#${b64(GAME)}`],
    ['plain in the fragment', `${P}/#/view?x=1&page=${GAME}`],
    ['hexadecimal', `${P}/s/${hex(GAME)}`],
    ['hexadecimal in capitals', `${P}/s/${hex(GAME).toUpperCase()}`],
    ['the best known engine', `${P}/service/${safe(xor(GAME, 0, 2))}`],
    ['the best known engine, not escaped', `${P}/service/${xor('https://blocked.test', 0, 2)}`],
    ['one small key', `${P}/s/${safe(xor(GAME, 3, 3))}`],
    ['two keys in turn', `${P}/s/${safe(xor(GAME, 5, 9))}`],
    ['a large key', `${P}/s/${safe(xor(GAME, 77, 77))}`],
    ['keys under base64', `${P}/s/${safe(b64(xor(GAME, 7, 7)))}`],
    ['reversed', `${P}/s/${back('https://blocked.test/x')}`],
    ['reversed under base64', `${P}/s/${safe(b64(back(GAME)))}`],
    ['letters moved by 13', `${P}/s/${rotated(GAME, 13)}`],
    ['letters moved by 5', `${P}/s/${safe(rotated(GAME, 5))}`],
    ['in JSON under base64', `${P}/s/${safe(b64(JSON.stringify({ url: GAME })))}`],
    ['padded base64 as a value', `${P}/?x=${b64(`${GAME}${'a'.repeat(2)}`)}`],
    ['padded base64 of an origin', `${P}/?x=${b64('https://blocked.test/')}&y=1`],
    ['padded base64 in the fragment', `${P}/#x=${b64('https://blocked.test/')}`],
    ['padded base64 twice', `${P}/?x=${b64(b64('https://blocked.test/'))}`],
    ['padded base64 of JSON', `${P}/?x=${b64(JSON.stringify({ url: 'https://blocked.test/a' }))}`],
    ['after decoys', `${P}/a/b/c?x=1&y=2&z=https://fine.test/&last=${safe(GAME)}`],
    ['as the name of a parameter', `${P}/?${GAME}&y=1`],
    ['without a scheme', `${P}/browse?url=blocked.test/play`],
    ['a host without a scheme under base64', `${P}/s/${safe(b64('blocked.test/play'))}`],
    ['capitals', `${P}/s/?q=HTTPS://BLOCKED.TEST/`],
    ['a socket', `${P}/s/?q=wss://blocked.test/`],
    ['credentials', `${P}/s/?q=https://school.test@blocked.test/`],
    ['a closed path', `${P}/s/${safe(b64('https://docs.test/d/games/2'))}`],
    ['a sub-domain', `${P}/s/?q=https://a.b.blocked.test/`],
  ])('%s', (_, url) => expect(action(url)).toBe('block'))

  test('and a frame is, and what a page loads besides is not', () => {
    expect(action(`${P}/${GAME}`, 'frame')).toBe('block')
    expect(action(`${P}/${GAME}`, 'resource')).toBe('allow')
  })
})

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

describe('services that show other pages', () => {
  test.each([
    ['vt-translate', 'https://www--blocked-test.translate.test/'],
    ['the translator itself', 'https://www-blocked-test.translate.goog/play?_x_tr_sl=auto&_x_tr_tl=en'],
    ['a name with a hyphen', 'https://games--hub-com.translate.goog/'],
    ['another name with its parameters', 'https://games--hub-com.proxy.test/?_x_tr_sl=auto'],
    [
      'a translator by parameter',
      'https://translate.google.com/translate?sl=auto&tl=en&u=https://blocked.test/',
    ],
    ['another', 'https://translate.yandex.com/translate?url=blocked.test&lang=en'],
    ['vt-archive', 'http://archive.test/web/20200101000000/http://blocked.test/'],
    ['an archive without the scheme', 'http://copies.test/web/2020/blocked.test/play'],
    ['an archive’s frame', 'https://web.archive.org/web/20200101000000if_/http://blocked.test/'],
    ['archive.today', 'https://archive.ph/2020/https://blocked.test/'],
    ['its newest', 'https://archive.ph/newest/blocked.test/'],
    ['AMP', 'https://blocked-test.cdn.ampproject.org/c/s/blocked.test/play'],
    ['AMP by name alone', 'https://games--hub-com.cdn.ampproject.org/x'],
    ['AMP by a search engine', 'https://www.search.test/amp/s/blocked.test/play'],
    ['a cache', 'https://cache.test/search?q=cache:https://blocked.test/'],
    ['a picture proxy', 'https://wsrv.nl/?url=blocked.test/play'],
    ['a reader', 'https://r.jina.ai/https://blocked.test/'],
    ['a reader without the scheme', 'https://r.jina.ai/blocked.test/play'],
    ['a listed one without the scheme', 'https://archive.test/blocked.test/play'],
    ['a printer', 'https://www.printfriendly.com/print?url=https%3A%2F%2Fblocked.test'],
    ['a validator', 'https://validator.w3.org/nu/?doc=https%3A%2F%2Fblocked.test'],
    ['vt-cdn-github', 'https://cdn.test/gh/gamer/game@1/index.html'],
    ['a raw file', 'https://raw.githack.com/gamer/game/main/index.html'],
    ['px-croxy', `http://127.0.0.2/?__cpo=${b64('https://blocked.test')}`],
    ['cors-relay', `${P}/http://blocked.test`],
    ['a service in a service', `https://web.archive.org/web/2020/https://blocked-test.translate.goog/`],
    ['ip-wildcard-dns', 'http://127-0-0-1.nip.test/'],
    ['with dots', 'http://app.127.0.0.1.nip.test/'],
    ['in hexadecimal', 'http://7f000001.nip.test/'],
    ['url-homograph', 'http://bl\u043ecked.test/'],
    ['url-fragment', `${P}/#https://blocked.test/`],
  ])('%s', (_, url) => expect(action(url)).toBe('block'))

  test('say by what they were judged', () => {
    const { reason, remedy } = decided('https://web.archive.org/web/2020/http://blocked.test/')
    expect(reason).toEqual({
      kind: 'carried',
      host: 'blocked.test',
      inner: { kind: 'category', category: 'games' },
    })
    expect(remedy).toBe('ask')
    expect(decided('https://web.archive.org/web/2020/http://sad.test/').remedy).toBe('tell')
  })

  test('a warning is passed on by what shows the page, not by what leads there', () => {
    expect(action('https://web.archive.org/web/2020/http://warned.test/')).toBe('warn')
    expect(action(`${P}/?next=http://warned.test/`)).toBe('allow')
  })

  test('where hosts that nobody knows are closed, they are closed in an archive too', () => {
    const strict = { ...policy, unknownHosts: 'block' as const }
    const of = (url: string) => decided(url, 'page', strict).action
    expect(of('http://archive.test/web/2020/http://new.test/')).toBe('block')
    expect(of('http://archive.test/web/2020/http://school.test/')).toBe('allow')
    expect(of('https://news.test/2020/story.html')).toBe('allow')
    expect(of('https://news.test/share?url=https://new.test/')).toBe('allow')
  })
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

test('an illegal address is named nowhere', () => {
  const illegal = plainLists({ ...NO_LISTS, illegal: ['bad.test'] })
  const verdict = decide(`${P}/http://bad.test/`, policy, illegal, NOW)
  expect(verdict).toEqual({ action: 'block', reason: { kind: 'illegal' }, remedy: 'none' })
})

/** Ways in which each other stays what it is: a percent sign that is changed itself is no escape any more. */
const CODECS: Readonly<Record<string, (text: string) => string>> = {
  base64: b64,
  base64url: (text) => b64(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, ''),
  hexadecimal: hex,
  reversed: back,
  rot13: (text) => rotated(text, 13),
  'every other': (text) => xor(text, 0, 2),
}
const codecArb = fc.constantFrom(...Object.keys(CODECS))

describe('whatever it is written in', () => {
  test('up to three known ways in each other', () => {
    const nested = fc.uniqueArray(codecArb, { maxLength: 3 })
    const place = fc.constantFrom('/s/', '/?q=', '/#', '/a?b=1&c=')
    fc.assert(
      fc.property(nested, place, fc.nat({ max: 2 }), (codecs, at, percents) => {
        const text = codecs.reduce((now, codec) => CODECS[codec]?.(now) ?? now, 'https://blocked.test/play')
        const escaped = [safe, safe, safe].slice(percents).reduce((now, escape) => escape(now), text)
        expect(action(`${P}${at}${escaped}`), codecs.join()).toBe('block')
      }),
      { numRuns: 400 },
    )
  })

  test('nothing makes a verdict milder, and nothing throws', () => {
    const anything = fc.oneof(fc.string(), fc.base64String(), trickyAddressArb, fc.string({ unit: 'binary' }))
    fc.assert(
      fc.property(
        trickyAddressArb,
        anything,
        taughtPolicyArb,
        listsArb,
        certainNowArb,
        (outer, inner, of, plain, now) => {
          const known = plainLists(plain)
          const before = decide(outer.replace(/[?#].*$/, ''), of, known, now).action
          const after = decide(
            `${outer.replace(/[?#].*$/, '')}?u=${safe(inner.toWellFormed())}`,
            of,
            known,
            now,
          ).action
          expect(ACTIONS.indexOf(after)).toBeGreaterThanOrEqual(ACTIONS.indexOf(before))
        },
      ),
      { numRuns: 500 },
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => void decided(`${P}/${text}`)),
      { numRuns: 2000 },
    )
  })
})

describe('what it costs', () => {
  const timed = (url: string, runs: number): number => {
    const from = process.cpuUsage()
    for (let i = 0; i < runs; i += 1) decided(url)
    const { user, system } = process.cpuUsage(from)
    return (user + system) / 1000 / runs
  }

  test('a hostile address is judged within a tenth of a second', () => {
    const hostile = [
      `${P}/?${'a=https://x.test/&'.repeat(3600)}`,
      `${P}/${'aHR0cHM6Ly94LnRlc3Qv/'.repeat(3000)}`,
      `${P}/${safe(safe(safe('https://x.test/'.repeat(400))))}`,
      `${P}/?q=${'%25'.repeat(21_000)}`,
      `${P}/${'Aa:/'.repeat(16_000)}`,
      `${P}/${hex('https://x.test/'.repeat(2000))}`,
    ]
    for (const url of hostile) expect(timed(url, 3), url.slice(0, 60)).toBeLessThan(100)
  })

  test('how many are found is bounded', () => {
    const address = canonical(`${P}/?${'a=https://x.test/&'.repeat(3600)}`)
    expect(address && carried(address).length).toBeLessThan(60)
  })
})
