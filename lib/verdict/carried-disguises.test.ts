/** Disguises of an address within an address that a reader found open: each was seen to be let through first. */
import { describe, expect, test } from 'vitest'
import { P, GAME, action, b64, hex, safe, xor } from '../../tests/fixtures/carried-stage.ts'

/** Twenty parameters that say nothing. */
const many = (name: string) => Array.from({ length: 20 }, (_, at) => `${name}${at}=${name}-${at}-x`).join('&')
const PLAIN = 'http://blocked.test/page'

describe('an address in disguise within another is judged', () => {
  test.each([
    ['every other character changed, and then escaped', `${P}/x/${safe(xor(PLAIN, 0, 2))}`],
    ['the same of a longer one', `${P}/x/${safe(xor('http://carried.blocked.test/page', 0, 2))}`],
    ['base64 glued to a word', `${P}/go/page${b64(GAME)}`],
    ['base64 glued with a hyphen', `${P}/go/v2-${b64(GAME)}`],
    ['base64 glued in a parameter', `${P}/?t=x9_${b64(GAME)}`],
    ['base64 twice, glued', `${P}/?t=x9_${b64(b64(GAME))}`],
    ['base64 of a capital scheme, glued', `${P}/?t=x9_${b64('HTTPS://blocked.test/')}`],
    ['base64 of a socket, glued', `${P}/?t=x9_${b64('wss://blocked.test/')}`],
    ['hexadecimal glued', `${P}/?t=zz${hex(GAME)}`],
    ['glued, and then base64', `${P}/?t=${safe(b64(`k9${GAME}`))}`],
    ['a tab in the scheme', `${P}/?q=ht%09tps://blocked.test/`],
    ['a line’s end in the scheme', `${P}/?q=h%0Attps:%0D//blocked.test/`],
    ['a tab in the host', `${P}/?q=https://blo%09cked.test/`],
    ['a tab under base64', `${P}/?q=${safe(b64('ht\ttps://blocked.test/'))}`],
    ['a cache without a scheme', 'https://cache.test/search?q=cache:blocked.test/play'],
    ['a cache with its number', 'https://cache.test/search?q=cache:aBcDeF123456:blocked.test/play+a+word'],
    ['a cache by name', 'https://webcache.googleusercontent.com/search?q=cache:aBcDeF123456:blocked.test'],
    ['an archive without date or scheme', 'https://web.archive.org/web/blocked.test/play'],
    ['another archive so', 'https://archive.test/wayback/blocked.test'],
    ['its saving', 'https://web.archive.org/save/blocked.test'],
    ['a redirector without a scheme', 'https://www.google.com/url?q=blocked.test/play&sa=D'],
    ['another', 'https://links.test/redirect?to=blocked.test'],
    ['between many others', `${P}/?${many('a')}&x=${safe(GAME)}&${many('b')}`],
    ['a site that is asked for', `${P}/view?site=blocked.test`],
  ])('%s', (_, url) => expect(action(url)).toBe('block'))
})

describe('what only looks like one stays open', () => {
  test.each([
    ['a file of a site', 'https://fine.test/web/lesson.html'],
    ['a file that is asked for', 'https://fine.test/view?page=lesson.pdf'],
    ['a folder of an archive', 'https://web.archive.org/web/web.html'],
    ['letters that begin alike', 'https://fine.test/p/aHR0cHMuYW5kLW1vcmU'],
    ['a search for a cached page', 'https://www.google.com/search?q=cache:blocked.test'],
    ['a long token', 'https://fine.test/t/q8Zb3kXr0aHR0c7Yp2LmN4vTgW9sKd1f'],
    ['hexadecimal that begins so', 'https://fine.test/commit/aa6874747000112233445566778899aabbccddee'],
  ])('%s', (_, url) => expect(action(url)).toBe('allow'))
})
