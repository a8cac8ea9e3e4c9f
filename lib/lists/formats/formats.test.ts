import { describe, expect, test } from 'vitest'
import { columnsOf, sayRow } from './csv-rows.ts'
import { Lines, LONGEST_LINE } from './lines.ts'
import type { Sink } from './said.ts'
import { type LineFormat, readerFor, sniff } from './sniff.ts'
import { tidy } from './tidy.ts'
import { readV2flyLine, sayV2fly, type V2flyEntry } from './v2fly.ts'
import { checkListsDocument } from '../check-document.ts'
import { shippedLists } from '../load.ts'

function heard() {
  const all = { names: [] as string[], except: [] as string[], rules: [] as string[], bad: [] as string[] }
  const sink: Sink = {
    name: (name, group) => all.names.push(group === undefined ? name : `${name} (${group})`),
    except: (name) => all.except.push(name),
    leaveOut: (why, line) => (why === 'bad-line' ? all.bad : all.rules).push(line),
  }
  return { all, sink }
}

function read(format: LineFormat, text: string) {
  const { all, sink } = heard()
  const line = readerFor(format)
  for (const one of text.split('\n')) line(one, sink)
  return all
}

const SAMPLES: Record<LineFormat, string> = {
  plain:
    '# a list\na.example\n*.b.example\n.c.example # why\nhttps://d.example/\ne.example/path\n10.0.0.0/8\n',
  hosts:
    '127.0.0.1 localhost\n0.0.0.0 a.example b.example # both\n::1 ip6-localhost\n203.0.113.9 moved.example\nnonsense here\n',
  adblock:
    '[Adblock Plus 2.0]\n! comment\n||a.example^\n||b.example^$third-party\n||c.example^$script\n@@||d.example^\na.example##.ad\n||e.example/path\n/expr/\n',
  dnsmasq:
    '# dnsmasq\naddress=/a.example/0.0.0.0\nlocal=/b.example/c.example/\nserver=/d.example/#\naddress=/e.example/203.0.113.9\ncache-size=10\n???\n',
  rpz: '$TTL 2h\n@ IN SOA localhost. root.localhost. (\n 1 2 3\n 4 5 )\n IN NS localhost.\na.example CNAME .\n*.a.example CNAME .\nb.example 60 IN CNAME rpz-passthru.\nwww.google.com CNAME forcesafesearch.google.com.\n8.0.0.0.10.rpz-ip CNAME .\nc.example A 0.0.0.0\n',
}

describe('a format', () => {
  test.each(Object.entries(SAMPLES))('%s is told by its first lines', (format, text) => {
    expect(sniff(text.split('\n'))).toBe(format)
  })

  test('plain', () => {
    expect(read('plain', SAMPLES.plain)).toEqual({
      names: ['a.example', 'b.example', 'c.example', 'd.example'],
      except: [],
      rules: ['e.example/path', '10.0.0.0/8'],
      bad: [],
    })
  })

  test('hosts: what is sent to a real machine is not blocked', () => {
    expect(read('hosts', SAMPLES.hosts)).toEqual({
      names: ['a.example', 'b.example'],
      except: [],
      rules: ['203.0.113.9 moved.example'],
      bad: ['nonsense here'],
    })
  })

  test('Adblock: rules for whole hosts alone', () => {
    const { names, except, rules, bad } = read('adblock', SAMPLES.adblock)
    expect(names).toEqual(['a.example', 'b.example'])
    expect(except).toEqual(['d.example'])
    expect(rules).toHaveLength(4)
    expect(bad).toEqual([])
  })

  test('dnsmasq', () => {
    expect(read('dnsmasq', SAMPLES.dnsmasq)).toEqual({
      names: ['a.example', 'b.example', 'c.example'],
      except: ['d.example'],
      rules: ['address=/e.example/203.0.113.9', 'cache-size=10'],
      bad: ['???'],
    })
  })

  test('RPZ: a strict search is no block', () => {
    const { names, except, rules, bad } = read('rpz', SAMPLES.rpz)
    expect(names).toEqual(['a.example', 'a.example', 'c.example'])
    expect(except).toEqual(['b.example'])
    expect(rules).toHaveLength(2)
    expect(bad).toEqual([])
  })

  test('RPZ: names of the zone itself stand without it', () => {
    const zone = 'rpz.example. 60 IN SOA a. b. 1 2 3 4 5\nx.example.rpz.example. CNAME .\n'
    expect(read('rpz', zone).names).toEqual(['x.example'])
  })

  test('CSV: by the names of its columns, or by what looks like a host', () => {
    const { all, sink } = heard()
    const named = columnsOf(['id', 'URL', 'Category_Code'])
    expect(named).toMatchObject({ host: 1, group: 2, isHeader: true })
    if (named) sayRow(named, ['1', 'https://a.example/', 'GMB'], sink)
    if (named) sayRow(named, ['2', 'https://b.example/page', 'GMB'], sink)
    expect(columnsOf(['a.example', 'games'])).toMatchObject({ host: 0, group: 1, isHeader: false })
    expect(columnsOf(['one', 'two'])).toBeNull()
    expect(all).toMatchObject({ names: ['a.example (GMB)'], rules: [expect.stringContaining('b.example')] })
  })

  test.each(['<!DOCTYPE html>\n<p>', '{"error":"gone"}', 'Sorry\n<html>'])('%j is no list', (text) => {
    expect(sniff(text.split('\n'))).toBe('page')
  })
})

describe('v2fly', () => {
  const files = (texts: Record<string, string>) =>
    new Map(
      Object.entries(texts).map(([name, text]) => [
        name,
        text
          .split('\n')
          .map(readV2flyLine)
          .filter((entry): entry is V2flyEntry => entry !== null),
      ]),
    )
  const names = (texts: Record<string, string>, group: string) => {
    const { all, sink } = heard()
    sayV2fly(files(texts), group, sink, { left: 10_000 })
    return {
      ...all,
      names: all.names.map((one) => one.split(' ')[0]).toSorted((a = '', b = '') => (a < b ? -1 : 1)),
    }
  }

  test('files include each other, with and without a condition, and come to an end', () => {
    const texts = {
      a: 'a.example\ninclude:b @ads\ninclude:a',
      b: 'x.example @ads\ny.example\ndomain:z.example @ads @cn # why\ninclude:a',
    }
    expect(names(texts, 'a').names).toEqual(['a.example', 'x.example', 'z.example'])
    expect(names(texts, 'b@-ads').names).toEqual(['a.example', 'y.example'])
  })

  test('files that include each other under every condition are read no further than somebody bears', () => {
    const words = Array.from({ length: 10 }, (_, i) => `include:a @x${i}`).join('\n')
    const bomb = files({ a: `a.example\n${words}`, b: 'b.example' })
    const { sink } = heard()
    expect(sayV2fly(bomb, 'a', sink, { left: 500 })).toBe(false)
    const budget = { left: 3 }
    expect([sayV2fly(bomb, 'b', sink, budget), sayV2fly(bomb, 'b', sink, budget)]).toEqual([true, false])
  })

  test('an exact name never stands for all that lies under a registered one', () => {
    const said = names({ a: 'full:example.org\nfull:www.example.org\nkeyword:x\nregexp:^y' }, 'a')
    expect(said.names).toEqual(['www.example.org'])
    expect(said.rules).toEqual(['full:example.org', 'keyword:x', 'regexp:^y'])
  })
})

describe('lines', () => {
  const split = (chunks: readonly string[]) => {
    const got: string[] = []
    const long: string[] = []
    const lines = new Lines(
      (line) => got.push(line),
      (start) => long.push(start),
    )
    for (const chunk of chunks) lines.push(new TextEncoder().encode(chunk))
    lines.end()
    return { got, long }
  }

  test('come whole however they are cut, with either end, and without one', () => {
    expect(split(['\ufeffone\r\nt', 'wo\n', '\nthr', 'ee']).got).toEqual(['one', 'two', '', 'three'])
  })

  test('of any length are passed over without being kept', () => {
    const piece = 'x'.repeat(100_000)
    const { got, long } = split([
      'a\n',
      ...Array.from({ length: 200 }, () => piece),
      '\nb\n',
      `${'y'.repeat(LONGEST_LINE + 1)}\nc`,
    ])
    expect(got).toEqual(['a', 'b', 'c'])
    expect(long.map((start) => start.length)).toEqual([100, 100])
  })
})

describe('a name is tidied', () => {
  const lists = shippedLists()
  test.each([
    ['Bücher.EXAMPLE.', { host: 'xn--bcher-kva.example' }],
    ['gov.uk', { leftOut: 'public-suffix' }],
    ['blogspot.com', { leftOut: 'public-suffix' }],
    ['com', { leftOut: 'public-suffix' }],
    ['127.0.0.1', { leftOut: 'local' }],
    ['printer.local', { leftOut: 'local' }],
    ['8.8.8.8', { host: '8.8.8.8' }],
    ['www.childline.org.uk', { leftOut: 'lifeline' }],
    ['a_b.example', { host: 'a_b.example' }],
    ['a..b', { leftOut: 'bad-line' }],
  ])('%s', (name, expected) => {
    expect(tidy(name, ['drugs'], lists)).toMatchObject(expected)
  })

  test('hosting may be listed as hosting, and keeps that category alone', () => {
    expect(tidy('duckdns.org', ['bypass-hosting', 'adult'], lists)).toEqual({
      host: 'duckdns.org',
      categories: ['bypass-hosting'],
    })
  })

  test.each(['-sexy.com', 'foo-.tumblr.com', 'a+b.com', 'a~b.com', `${'x'.repeat(64)}.com`])(
    '%s is no name that a document can hold',
    (name) => {
      expect(tidy(name, ['adult'], lists)).toEqual({ leftOut: 'bad-line' })
      const segments = [{ id: 'a', name: 'a', licence: '', category: 'adult', hosts: [name, 'a.example'] }]
      const checked = checkListsDocument({ version: { epoch: 1, number: 1 }, issuedAt: 0, segments }, lists)
      expect(checked).toMatchObject({ document: { segments: [{ hosts: ['a.example'] }] } })
    },
  )
})
