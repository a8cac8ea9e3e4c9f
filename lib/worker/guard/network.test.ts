/** What is noted of the network, and what is not. */
import { describe, expect, it } from 'vitest'
import { FakeStorage } from '../testing.ts'
import { NetworkMarks } from './marks.ts'
import { networkHandlers } from './network.ts'
import { Servers } from './servers.ts'

function rig(storage = new FakeStorage()) {
  const { rawSession } = storage
  const marks = new NetworkMarks(rawSession)
  const servers = new Servers(rawSession)
  const work: Promise<unknown>[] = []
  const again: string[] = []
  const { promise: ready, resolve } = Promise.withResolvers<void>()
  const on = networkHandlers({
    ready,
    isOpen: async (url) => !url.startsWith('https://lifeline.'),
    marks,
    servers,
    again: (host) => void again.push(host),
    run: (one) => work.push(one()),
  })
  const load = async () => {
    await Promise.all([marks.load(), servers.load()])
    resolve()
    await Promise.all(work)
  }
  return { on, marks, servers, again, load, work, storage, kept: () => rawSession.get('guard-marks') }
}

describe('the network', () => {
  it('is noted of pages that nobody keeps open, without what was asked', async () => {
    const { on, marks, load } = rig()
    on.socket('wss://a.test/line?who=me', 'https://a.test')
    on.chat('https://a.test/_matrix/client/v3/sync?since=1', 'https://a.test')
    await load()
    expect(marks.of('a.test').sockets).toEqual(['wss://a.test/line'])
    expect(marks.of('a.test').requests).toEqual(['https://a.test/_matrix/client/v3/sync'])
  })

  it('leaves nothing of a lifeline', async () => {
    const { on, load, kept } = rig()
    on.socket('wss://talk.test/line', 'https://lifeline.test')
    on.chat('https://talk.test/_matrix/client/v3/sync', 'https://lifeline.test')
    on.headers('https://talk.test/v1/', 'https://lifeline.test', [
      { name: 'x-bare-url', value: 'https://x.test/' },
    ])
    await load()
    expect(await kept()).toBeUndefined()
  })

  it('notes an engine’s header of who asked, and of nobody where the browser does not say', async () => {
    const { on, marks, load } = rig()
    const headers = [{ name: 'x-bare-url', value: 'https://elsewhere.test/' }]
    on.headers('https://server.test/v1/', '', headers)
    on.headers('https://server.test/v1/', 'https://a.test', headers)
    await load()
    expect(marks.hosts).toEqual(['a.test'])
    expect(marks.of('a.test').engineHeaders).toEqual(['x-bare-url'])
  })

  it('that a fresh worker hears of before it has read what is stored is added to that', async () => {
    const first = rig()
    first.on.socket('wss://a.test/one', 'https://a.test')
    first.on.served('https://a.test/', '203.0.113.5', [])
    await first.load()
    await first.servers.engineAt('a.test')
    const next = rig(first.storage)
    next.on.socket('wss://a.test/two', 'https://a.test')
    next.on.served('https://b.test/', '203.0.113.5', [])
    await next.load()
    expect(next.marks.of('a.test').sockets).toEqual(['wss://a.test/one', 'wss://a.test/two'])
    expect(next.servers.isSeen('b.test')).toBe(true)
  })

  it('has a host looked at again on news alone', async () => {
    const { on, again, load, work } = rig()
    await load()
    for (let i = 0; i < 9; i += 1) on.chat(`https://a.test/_matrix/client/sync?since=${i}`, 'https://a.test')
    await Promise.all(work)
    expect(again).toEqual(['a.test'])
  })
})
