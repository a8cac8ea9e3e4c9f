import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SEARCH_ENGINES, safeSearchAddress, searchTerms } from './search.ts'

describe('safe search', () => {
  test.for([
    [
      'https://www.google.co.uk/search?q=a+b&safe=off#x',
      'https://www.google.co.uk/search?q=a+b&safe=active&ssui=on#x',
    ],
    ['https://google.com./search?q=a', 'https://google.com/search?q=a&safe=active&ssui=on'],
    ['https://www.google.de/search?s%61fe=off&q=a', 'https://www.google.de/search?q=a&safe=active&ssui=on'],
    [
      'https://www.google.com/search?safe=active&q=a&safe=off&ssui=on',
      'https://www.google.com/search?q=a&safe=active&ssui=on',
    ],
    [
      'view-source:https://www.google.com/search?q=a',
      'https://www.google.com/search?q=a&safe=active&ssui=on',
    ],
    [
      'https://www.bing.com/images/search?q=%C3%A9',
      'https://www.bing.com/images/search?q=%C3%A9&adlt=strict',
    ],
    ['https://duckduckgo.com/?q=a&kp=-2', 'https://safe.duckduckgo.com/?q=a&kp=1'],
    ['https://start.duckduckgo.com/?q=a', 'https://safe.duckduckgo.com/?q=a&kp=1'],
    ['https://safe.duckduckgo.com/?q=a&kp=-2', 'https://safe.duckduckgo.com/?q=a&kp=1'],
    ['https://html.duckduckgo.com/html/?q=a', 'https://safe.duckduckgo.com/?q=a&kp=1'],
    ['https://uk.search.yahoo.com/search?p=a', 'https://uk.search.yahoo.com/search?p=a&vm=r'],
    ['https://www.ecosia.org/images?q=a', 'https://www.ecosia.org/images?q=a&safesearch=2'],
    [
      'https://search.brave.com/search?q=a&safesearch=off',
      'https://search.brave.com/search?q=a&safesearch=strict',
    ],
    ['https://www.qwant.com/?q=a&t=images&s=0', 'https://www.qwant.com/?q=a&t=images&s=2'],
    [
      'https://api.qwant.com/v3/search/images?q=a&safesearch=0',
      'https://api.qwant.com/v3/search/images?q=a&safesearch=2',
    ],
  ] as const)('%s', ([url, safe]) => {
    expect(safeSearchAddress(url)).toBe(safe)
    expect(safeSearchAddress(safe)).toBeNull()
  })

  test.for([
    'https://www.google.com/search?q=a&safe=active&ssui=on',
    'https://www.google.com/maps?q=a',
    'https://mail.google.com/mail/u/0/',
    'https://www.google.com.evil.test/search?q=a',
    'https://notgoogle.com/search?q=a',
    'https://www.google.com/searching?q=a',
    'https://www.yahoo.com/',
    'https://www.youtube.com/results?search_query=a',
    'https://school.test/?u=https://www.google.com/search?q=a',
    'about:blank',
  ])('%s needs no change', (url) => {
    expect(safeSearchAddress(url)).toBeNull()
  })

  test('is settled after one change, whatever the parameters', () => {
    const part = fc.tuple(fc.constantFrom('q', 'safe', 'ssui', 'kp', 's', 'adlt', 'x', ''), fc.string())
    const host = fc.constantFrom(
      'www.google.com/search',
      'www.bing.com/search',
      'duckduckgo.com/',
      'www.qwant.com/',
    )
    fc.assert(
      fc.property(host, fc.array(part), (where, parts) => {
        const safe = safeSearchAddress(`https://${where}?${parts.map((p) => p.join('=')).join('&')}`)
        if (safe !== null) expect(safeSearchAddress(safe)).toBeNull()
      }),
      { numRuns: 2000 },
    )
  })
})

describe('search terms', () => {
  test.for([
    ['https://www.google.com/search?q=how+do+bees%20fly', 'how do bees fly'],
    ['https://www.google.com/webhp#q=bees', 'bees'],
    ['https://www.google.com/SEARCH?q=bees', 'bees'],
    ['https://www.bing.com/images/search?q=bees', 'bees'],
    ['https://duckduckgo.com/?q=bees', 'bees'],
    ['https://safe.duckduckgo.com/?q=bees', 'bees'],
    ['https://lite.duckduckgo.com/lite/?q=bees', 'bees'],
    ['https://uk.search.yahoo.com/search?p=bees', 'bees'],
    ['https://www.ecosia.org/search?q=bees', 'bees'],
    ['https://search.brave.com/images?q=bees', 'bees'],
    ['https://www.qwant.com/?q=bees', 'bees'],
    ['https://www.youtube.com/results?search_query=bees', 'bees'],
    ['https://www.google.com/search?q=%20a%0A%09b%20', 'a b'],
  ] as const)('%s', ([url, terms]) => {
    expect(searchTerms(url)).toBe(terms)
  })

  test.for([
    'https://www.google.com/search?q=',
    'https://www.google.com/maps?q=bees',
    'https://school.test/search?q=bees',
    'https://www.youtube.com/watch?v=x&q=bees',
    'about:blank',
  ])('%s is no search', (url) => {
    expect(searchTerms(url)).toBeNull()
  })

  test('are cut to the length of a row’s field, between characters', () => {
    const terms = searchTerms(
      `https://www.google.com/search?q=${'a'.repeat(499)}${encodeURIComponent('🐝🐝')}`,
    )
    expect(terms).toBe('a'.repeat(499))
  })
})

test('every engine enforces something, on hosts that are written as we compare them', () => {
  for (const engine of SEARCH_ENGINES) {
    const enforcing = engine.sites.filter((site) => site.query ?? site.header ?? site.host)
    expect(enforcing.length, engine.name).toBeGreaterThan(0)
    for (const site of engine.sites)
      for (const host of [...site.hosts, ...(site.except ?? [])])
        expect(new URL(`https://${host}/`).hostname, engine.name).toBe(host)
  }
  const google = SEARCH_ENGINES.find((engine) => engine.id === 'google')?.sites[0]?.hosts ?? []
  expect(new Set(google).size).toBe(google.length)
  expect(google).toEqual(expect.arrayContaining(['google.com', 'google.co.uk', 'google.com.au', 'google.fr']))
})
