import { describe, expect, it } from 'vitest'
import { listsDocumentSchema } from '../protocol/lists-document.ts'
import { checkListsDocument } from './check-document.ts'
import { shippedLists } from './load.ts'

const shipped = shippedLists()
const raw = (category: string, hosts: unknown[], id = 'a') => ({
  version: { epoch: 0, number: 1 },
  issuedAt: 0,
  segments: [{ id, name: 'A list', licence: 'CC0', category, hosts }],
})

function check(category: string, hosts: unknown[]) {
  const checked = checkListsDocument(raw(category, hosts), shipped)
  if (!checked.ok) throw new Error(checked.problems.join('; '))
  return {
    hosts: checked.document.segments[0]?.hosts,
    dropped: Object.fromEntries(checked.dropped.map((d) => [d.host, d.reason])),
    document: checked.document,
  }
}

describe('checkListsDocument', () => {
  it('normalises, sorts and makes unique what it keeps, so that the wire schema takes it', () => {
    const { hosts, document } = check('games', [
      'Zoo.example',
      'bücher.example',
      'apple.example.',
      'zoo.example',
    ])
    expect(hosts).toEqual(['apple.example', 'xn--bcher-kva.example', 'zoo.example'])
    expect(listsDocumentSchema.safeParse(document).success).toBe(true)
  })

  it('drops public suffixes, and says which', () => {
    const { hosts, dropped } = check('games', [
      'co.uk',
      'com',
      'blogspot.com',
      'myshopify.com',
      'ok.blogspot.com',
    ])
    expect(hosts).toEqual(['ok.blogspot.com'])
    expect(dropped).toEqual({
      'co.uk': 'public-suffix',
      com: 'public-suffix',
      'blogspot.com': 'public-suffix',
      'myshopify.com': 'public-suffix',
    })
  })

  it('keeps a hosting suffix where hosting is what is meant, but never a registry', () => {
    const { hosts, dropped } = check('bypass-hosting', ['duckdns.org', 'co.uk'])
    expect(hosts).toEqual(['duckdns.org'])
    expect(dropped).toEqual({ 'co.uk': 'public-suffix' })
  })

  it('drops what is no host, and what is only local', () => {
    const { hosts, dropped } = check('games', [
      'https://x.example/',
      '*.x.example',
      '',
      '127.0.0.1',
      '192.168.1.1',
      '[::1]',
      'localhost',
      'printer.local',
      '203.0.113.9',
    ])
    expect(hosts).toEqual(['203.0.113.9'])
    expect(dropped).toEqual({
      'https://x.example/': 'not-a-host',
      '*.x.example': 'not-a-host',
      '': 'not-a-host',
      '127.0.0.1': 'local-address',
      '192.168.1.1': 'local-address',
      '[::1]': 'local-address',
      localhost: 'local-name',
      'printer.local': 'local-name',
    })
  })

  it('drops names that a device would refuse the whole document for', () => {
    const { hosts, dropped, document } = check('games', [
      '-a.example',
      'b-.example',
      `${'x'.repeat(64)}.example`,
      'c.example',
    ])
    expect(hosts).toEqual(['c.example'])
    expect(new Set(Object.values(dropped))).toEqual(new Set(['not-a-host']))
    expect(listsDocumentSchema.safeParse(document).success).toBe(true)
  })

  it('drops lifelines and never-block hosts from what could block them, not from a list of help', () => {
    const { hosts, dropped } = check('drugs', [
      'gamblersanonymous.org.uk',
      'www.childline.org.uk',
      'drugs.example',
    ])
    expect(hosts).toEqual(['drugs.example'])
    expect(dropped).toEqual({ 'gamblersanonymous.org.uk': 'never-block', 'www.childline.org.uk': 'lifeline' })
    expect(check('support', ['gamblersanonymous.org.uk']).hosts).toEqual(['gamblersanonymous.org.uk'])
  })

  it('drops children under a listed parent, and never promotes a child to its parent', () => {
    const { hosts, dropped } = check('social', ['a.b.example', 'b.example', 'x.c.example'])
    expect(hosts).toEqual(['b.example', 'x.c.example'])
    expect(dropped).toEqual({ 'a.b.example': 'under-a-listed-parent' })
  })

  it('names the field of what is wrong as a whole', () => {
    const wrong = checkListsDocument(raw('gamez', []), shipped)
    expect(wrong.ok).toBe(false)
    expect(!wrong.ok && wrong.problems[0]).toMatch(/^segments\.0\.category: /)
    for (const nonsense of [null, 3, 'x', [], {}])
      expect(checkListsDocument(nonsense, shipped).ok).toBe(false)
  })

  it('refuses two segments of one name', () => {
    const twice = raw('games', ['a.example'])
    const both = { ...twice, segments: [...twice.segments, ...twice.segments] }
    expect(checkListsDocument(both, shipped)).toMatchObject({ ok: false })
  })
})
