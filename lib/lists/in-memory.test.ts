import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CATEGORY_IDS, defaultAction, type CategoryId } from '../policy/categories.ts'
import type { ListsDocument } from '../protocol/lists-document.ts'
import { createLists, type ListsSource } from './in-memory.ts'
import { LIFELINE_HOSTS, LIFELINES } from './lifelines.ts'
import { NEVER_BLOCK } from './catalogue-files.ts'
import { shippedLists } from './load.ts'

const empty: ListsSource = { catalogue: [], neverBlock: [], lifelineHosts: [] }

const document = (...segments: [CategoryId, string[]][]): ListsDocument => ({
  version: { epoch: 1, number: 7 },
  issuedAt: 0,
  segments: segments.map(([category, hosts], i) => ({
    id: `s${i}`,
    name: 'a list',
    licence: 'CC0',
    category,
    hosts,
  })),
})

const of = (source: Partial<ListsSource>) => createLists({ ...empty, ...source })
const categories = (host: string, source: Partial<ListsSource>) => [...of(source).categoriesOf(host)]

describe('categoriesOf', () => {
  it('matches whole labels only, the host and everything under it', () => {
    const catalogue = [['games.example', ['games']]] as const
    expect(categories('games.example', { catalogue })).toEqual(['games'])
    expect(categories('a.b.games.example', { catalogue })).toEqual(['games'])
    expect(categories('mygames.example', { catalogue })).toEqual([])
    expect(categories('example', { catalogue })).toEqual([])
    expect(categories('games.example.org', { catalogue })).toEqual([])
  })

  it('unites every listed suffix and every source, most severe first', () => {
    const catalogue = [
      ['example.org', ['shopping']],
      ['play.example.org', ['games']],
    ] as const
    const segments = document(['gambling', ['play.example.org', 'example.org']])
    expect(categories('www.play.example.org', { catalogue, segments })).toEqual([
      'gambling',
      'games',
      'shopping',
    ])
    expect(categories('www.example.org', { catalogue, segments })).toEqual(['gambling', 'shopping'])
  })

  it('reads names in other scripts and ill-written ones as a browser would', () => {
    const segments = document([
      'games',
      ['Bücher.Example', 'DOT.example.', 'not a host', 'https://x.example/'],
    ])
    expect(categories('xn--bcher-kva.example', { segments })).toEqual(['games'])
    expect(categories('dot.example', { segments })).toEqual(['games'])
    expect(categories('x.example', { segments })).toEqual([])
  })

  it('handles addresses as hosts', () => {
    const segments = document(['proxy-vpn', ['203.0.113.7', '[2001:db8::1]']])
    expect(categories('203.0.113.7', { segments })).toEqual(['proxy-vpn'])
    expect(categories('[2001:db8::1]', { segments })).toEqual(['proxy-vpn'])
    expect(categories('203.0.113.70', { segments })).toEqual([])
    expect(categories('203.0.113.7', { segments: document(['games', ['113.7', '0xcb007107']]) })).toEqual([
      'games',
    ])
    expect(categories('8.8.113.7', { segments: document(['games', ['113.7']]) })).toEqual([])
  })

  it('equals the union over the suffixes of what entries() lists', () => {
    const label = fc.constantFrom('a', 'b', 'c')
    const host = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'))
    const pair = fc.tuple(
      host,
      fc.subarray(['games', 'adult', 'chat', 'music'] as CategoryId[], { minLength: 1 }),
    )
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 8 }), host, (catalogue, asked) => {
        const lists = of({ catalogue })
        const entries = new Map(lists.entries())
        const expected = new Set<CategoryId>()
        const labels = asked.split('.')
        for (let i = 0; i < labels.length; i++)
          for (const c of entries.get(labels.slice(i).join('.')) ?? []) expected.add(c)
        expect(new Set(lists.categoriesOf(asked))).toEqual(expected)
      }),
    )
  })
})

describe('entries', () => {
  it('leaves out what a listed parent says already', () => {
    const catalogue = [
      ['example.org', ['games']],
      ['a.example.org', ['games']],
      ['b.example.org', ['games', 'chat']],
    ] as const
    expect([...of({ catalogue }).entries()]).toEqual([
      ['example.org', ['games']],
      ['b.example.org', ['chat']],
    ])
  })
})

describe('the never-block set, lifelines and the sealed slot', () => {
  const lists = of({
    catalogue: [['school.example', ['games']]],
    neverBlock: [
      { host: 'school.example', exact: false, category: 'education' },
      { host: 'sign-in.example', exact: true, category: 'platform' },
    ],
    lifelineHosts: ['www.help.example'],
    segments: document(['illegal-csam', ['bad.example']]),
  })

  it('knows exact hosts from suffixes', () => {
    expect(lists.isNeverBlock('school.example')).toBe(true)
    expect(lists.isNeverBlock('a.school.example')).toBe(true)
    expect(lists.isNeverBlock('preschool.example')).toBe(false)
    expect(lists.isNeverBlock('sign-in.example')).toBe(true)
    expect(lists.isNeverBlock('evil.sign-in.example')).toBe(false)
  })

  it('tells what a never-block host is for', () => {
    expect([...lists.categoriesOf('sign-in.example')]).toEqual(['platform'])
    expect([...lists.categoriesOf('evil.sign-in.example')]).toEqual([])
    expect([...lists.categoriesOf('a.school.example')]).toEqual(['games', 'education'])
  })

  it('takes illegal hosts from segments of illegal categories', () => {
    expect(lists.isIllegal('cdn.bad.example')).toBe(true)
    expect(lists.isIllegal('notbad.example')).toBe(false)
    expect([...lists.illegalHosts()].sort()).toEqual(['bad.example'])
  })

  it('holds lifelines exactly', () => {
    expect(lists.isLifeline('www.help.example')).toBe(true)
    expect(lists.isLifeline('help.example')).toBe(false)
  })
})

describe('version', () => {
  const base = of({ catalogue: [['a.example', ['games']]] }).version

  it('is the same for the same content and changes with any of it', () => {
    expect(of({ catalogue: [['a.example', ['games']]] }).version).toBe(base)
    const others = [
      of({ catalogue: [['b.example', ['games']]] }),
      of({ catalogue: [['a.example', ['chat']]] }),
      of({ catalogue: [['a.example', ['games']]], lifelineHosts: ['x.example'] }),
      of({ catalogue: [['a.example', ['games']]], segments: document(['chat', ['x.example']]) }),
      of({
        catalogue: [['a.example', ['games']]],
        neverBlock: [{ host: 'x.example', exact: true, category: 'support' }],
      }),
    ].map((lists) => lists.version)
    expect(new Set([base, ...others]).size).toBe(others.length + 1)
  })
})

describe('the shipped lists', () => {
  const lists = shippedLists()
  const stoppedAt = (host: string, age: 'primary' | 'secondary') =>
    lists.isNeverBlock(host) || lists.isLifeline(host)
      ? []
      : [...lists.categoriesOf(host)].filter((c) => defaultAction(c, age) !== 'allow')

  it('stop none of the help that a pupil may look for', () => {
    const help = [
      ...LIFELINE_HOSTS,
      ...LIFELINES.map((line) => new URL(line.url).hostname),
      ...NEVER_BLOCK.filter((entry) => entry.category === 'support').flatMap(({ host }) => [
        host,
        `www.${host}`,
      ]),
    ]
    expect(help.filter((host) => stoppedAt(host, 'primary').length > 0)).toEqual([])
  })

  it('know the services that public lists miss', () => {
    const expected: [string, CategoryId][] = [
      ['ome.tv', 'stranger-chat'],
      ['www.yubo.live', 'stranger-chat'],
      ['wizz.chat', 'stranger-chat'],
      ['www.guilded.gg', 'chat'],
      ['rumble.com', 'streaming'],
      ['weedmaps.com', 'drugs'],
      ['character.ai', 'ai-companion'],
      ['chatgpt.com', 'ai-assistant'],
      ['www.croxyproxy.com', 'proxy-vpn'],
      ['dns.google', 'proxy-vpn'],
      ['my-unblocker.duckdns.org', 'bypass-hosting'],
      ['www-bbc-co-uk.translate.goog', 'translation-proxy'],
      ['bit.ly', 'url-shortener'],
      ['yandex.com', 'unsafe-search'],
      ['www.reddit.com', 'adult-mixed'],
      ['anything.xxx', 'adult'],
      ['www.ladbrokes.com', 'gambling'],
      ['www.chegg.com', 'exam-cheating'],
    ]
    expect(expected.filter(([host, category]) => !lists.categoriesOf(host).has(category))).toEqual([])
  })

  it('do not call all of Google a search engine', () => {
    expect([...lists.categoriesOf('www.google.com')]).toEqual(['search'])
    expect([...lists.categoriesOf('sites.google.com')]).toEqual([])
    expect([...lists.categoriesOf('docs.google.com')]).toEqual([])
  })

  it('answer with one shared set, which no caller has to copy', () => {
    expect(lists.categoriesOf('a.poki.com')).toBe(lists.categoriesOf('b.poki.com'))
    expect(lists.categoriesOf('nobody.example').size).toBe(0)
    for (const [, found] of lists.entries()) for (const c of found) expect(CATEGORY_IDS).toContain(c)
  })
})
