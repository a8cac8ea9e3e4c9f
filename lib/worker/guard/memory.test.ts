/** What the guard remembers between looks: servers, marks, covers, places, addresses. */
import { describe, expect, it } from 'vitest'
import { FakeStorage } from '../testing.ts'
import { Covers } from './covers.ts'
import { FoundPages } from './found-pages.ts'
import { NetworkMarks } from './marks.ts'
import { placeOf } from './place.ts'
import { Servers } from './servers.ts'

const served = (host: string, ip = '203.0.113.5', headers: { name: string; value?: string }[] = []) => ({
  host,
  ip,
  headers,
})

describe('servers', () => {
  const seen = async (...hosts: string[]) => {
    const servers = new Servers(new FakeStorage().rawSession)
    for (const host of hosts) await servers.served(served(host))
    await servers.engineAt(hosts[0] ?? '')
    return servers
  }

  it('tells a server of an engine under another name, never under its own', async () => {
    const servers = await seen('one.example.com', 'two.example.org')
    expect(servers.isSeen('two.example.org')).toBe(true)
    expect(servers.isSeen('one.example.com')).toBe(false)
    expect(servers.isSeen('never-seen.example.net')).toBe(false)
  })

  it('says nothing of an address that serves two sites that have nothing to do with it', async () => {
    const servers = await seen('one.example.com', 'two.example.org', 'three.example.net', 'four.example.edu')
    expect(servers.isSeen('two.example.org')).toBe(false)
  })

  it.each([{ name: 'CF-Ray', value: '1' }, { name: 'server', value: 'cloudflare' }, { name: 'x-vercel-id' }])(
    'says nothing of an edge that serves everybody: $name',
    async (header) => {
      const servers = await seen('one.example.com')
      await servers.served(served('two.example.org', '203.0.113.5', [header]))
      expect(servers.isSeen('two.example.org')).toBe(false)
    },
  )

  it('is known to the next worker of the session', async () => {
    const { rawSession } = new FakeStorage()
    const first = new Servers(rawSession)
    await first.served(served('one.example.com'))
    await first.engineAt('one.example.com')
    const next = new Servers(rawSession)
    await next.load()
    await next.served(served('two.example.org'))
    expect(next.isSeen('two.example.org')).toBe(true)
  })
})

describe('marks', () => {
  it('gathers what several pages of a host show, and outlives the worker', async () => {
    const { rawSession } = new FakeStorage()
    const marks = new NetworkMarks(rawSession)
    await marks.note('a.test', 'sockets', ['wss://a.test/wisp/'])
    await marks.note('a.test', 'workerScripts', ['/sw.js', '/sw.js'])
    const next = new NetworkMarks(rawSession)
    await next.load()
    expect(next.of('a.test')).toEqual({
      sockets: ['wss://a.test/wisp/'],
      workerScripts: ['/sw.js'],
      engineHeaders: [],
      requests: [],
      lines: [],
      boxes: [],
    })
    expect(next.of('b.test').sockets).toEqual([])
  })

  it('are saved one at a time, the last of them whole', async () => {
    const { rawSession } = new FakeStorage()
    const count = { open: 0, most: 0, all: 0 }
    const session = {
      get: rawSession.get.bind(rawSession),
      set: async (key: string, value: unknown) => {
        count.all += 1
        count.most = Math.max(count.most, ++count.open)
        await rawSession.set(key, value)
        count.open -= 1
      },
    }
    const marks = new NetworkMarks(session)
    const all = Array.from({ length: 15 }, (_, i) => marks.note('a.test', 'sockets', [`wss://${i}`]))
    expect(await Promise.all(all)).toEqual(Array(15).fill(true))
    expect(count.most).toBe(1)
    expect(count.all).toBeLessThan(4)
    const next = new NetworkMarks(rawSession)
    await next.load()
    expect(next.of('a.test').sockets).toHaveLength(15)
  })

  it('stop where a host’s list is full, and that is no news', async () => {
    const marks = new NetworkMarks(new FakeStorage().rawSession)
    for (let i = 0; i < 20; i += 1) expect(await marks.note('a.test', 'requests', [`${i}`])).toBe(true)
    expect(await marks.note('a.test', 'requests', ['20'])).toBe(false)
    expect(await marks.note('a.test', 'requests', ['0'])).toBe(false)
  })

  it('does not grow without end', async () => {
    const marks = new NetworkMarks(new FakeStorage().rawSession)
    for (let i = 0; i < 500; i += 1) await marks.note(`h${i}.test`, 'sockets', [`wss://${i}`])
    for (let i = 0; i < 100; i += 1) await marks.note('h499.test', 'sockets', [`wss://x${i}`])
    expect(marks.hosts.length).toBeLessThanOrEqual(80)
    expect(marks.of('h499.test').sockets.length).toBeLessThanOrEqual(20)
  })
})

describe('the place of a document', () => {
  it.each([
    ['its own', 'https://A.test/x?q#f', 'https://a.test', 'https://a.test/x?q#f', false],
    ['a blank window', 'about:blank', 'https://a.test', 'https://a.test/about:blank', true],
    ['a blob', 'blob:https://a.test/0-1', 'https://a.test', 'https://a.test/blob:blank', true],
  ])('is %s', (_, url, origin, href, isMade) => {
    expect(placeOf({ url, origin })).toEqual({
      href,
      judged: href,
      host: 'a.test',
      isMade,
      isSandboxed: false,
    })
  })

  it('is nowhere for a document that nobody can be named for', () => {
    expect(placeOf({ url: 'about:blank', origin: 'null' })).toBeNull()
    expect(placeOf({ url: '', origin: '' })).toBeNull()
  })
})

describe('found addresses', () => {
  const finding = { kind: 'adult', sureness: 'sure', evidence: [] } as const
  const made = (wall = () => 0, storage = new FakeStorage()) => new FoundPages(storage.rawSession, wall)

  it('are one page each, whatever its fragment, and outlive the worker', async () => {
    const storage = new FakeStorage()
    const pages = made(undefined, storage)
    pages.add('https://a.test/x?q=1#top', { ...finding, evidence: [] }, false)
    await pages.save()
    const next = made(undefined, storage)
    await next.load()
    expect(next.at('https://a.test/x?q=1#end')).toEqual(finding)
    expect(next.at('https://a.test/x?q=2')).toBeUndefined()
    expect(next.at('https://a.test/')).toBeUndefined()
  })

  it('that close a host last until its quarantine is in force', () => {
    let now = 0
    const pages = made(() => now)
    pages.add('https://a.test/', { ...finding, evidence: [] }, true)
    expect(pages.at('https://a.test/')).toBeDefined()
    now = 60_000
    expect(pages.at('https://a.test/')).toBeUndefined()
  })
})

describe('covers', () => {
  const place = (host: string, isMade = false) => ({
    href: `https://${host}/`,
    judged: `https://${host}/`,
    host,
    isMade,
    isSandboxed: false,
  })
  const frame = (url: string, share: number) => ({ url, share, sandboxed: false })

  it('names the page that is all one frame, and not one with a frame in it', async () => {
    const covers = new Covers(new FakeStorage().rawSession)
    await covers.shows(1, place('shell.test'), [frame('https://inner.test/p', 0.9)])
    await covers.shows(2, place('article.test'), [frame('https://inner.test/p', 0.2)])
    expect(covers.pageOver(1, place('inner.test'))?.host).toBe('shell.test')
    expect(covers.pageOver(1, place('other.test'))).toBeUndefined()
    expect(covers.pageOver(2, place('inner.test'))).toBeUndefined()
    await covers.closed(1)
    expect(covers.pageOver(1, place('inner.test'))).toBeUndefined()
  })

  it('takes a frame without an address for the one that covers it', async () => {
    const covers = new Covers(new FakeStorage().rawSession)
    await covers.shows(1, place('shell.test'), [frame('about:blank', 1)])
    expect(covers.pageOver(1, place('shell.test', true))?.host).toBe('shell.test')
  })
})
