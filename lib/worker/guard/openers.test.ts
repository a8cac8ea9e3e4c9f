import { describe, expect, it } from 'vitest'
import { FakeStorage } from '../testing.ts'
import { Openers } from './openers.ts'

const openers = (tabs: Record<number, string>, { rawSession } = new FakeStorage()) =>
  new Openers({ session: rawSession, shownIn: async (tabId) => tabs[tabId] })

describe('the page behind a window without an address', () => {
  it('is the one that opened it, without what was asked there, also in the next worker', async () => {
    const storage = new FakeStorage()
    const first = openers({ 1: 'https://maker.test/page?q=secret#x' }, storage)
    await first.opened(2, 'about:blank', 1)
    const next = openers({}, storage)
    await next.load()
    expect(next.of(2)).toBe('https://maker.test/page')
    await next.closed(2)
    expect(next.of(2)).toBeUndefined()
  })

  it('is the page behind both where such a window opened another', async () => {
    const all = openers({ 1: 'https://maker.test/', 2: 'about:blank' })
    await all.opened(2, '', 1)
    await all.opened(3, 'blob:null/1', 2)
    expect(all.of(3)).toBe('https://maker.test/')
  })

  it('is asked for only where it is needed', async () => {
    const all = openers({ 1: 'https://maker.test/', 9: 'chrome://newtab/' })
    await all.opened(2, 'https://far.test/', 1)
    await all.opened(3, 'about:blank', 9)
    await all.opened(4, 'about:blank', 8)
    expect([all.of(2), all.of(3), all.of(4)]).toEqual([undefined, undefined, undefined])
  })
})
