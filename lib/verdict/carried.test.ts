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
import { ACTIONS } from '../policy/categories.ts'
import { canonical } from './address.ts'
import { decide } from './decide.ts'
import { carried } from './unwrap.ts'
import {
  NOW,
  policy,
  decided,
  action,
  b64,
  hex,
  xor,
  rotated,
  safe,
  back,
  GAME,
  P,
} from '../../tests/fixtures/carried-stage.ts'

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
