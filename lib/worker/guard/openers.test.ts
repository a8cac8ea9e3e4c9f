import { describe, expect, it } from 'vitest'
import { FakeStorage } from '../testing.ts'
import { Openers } from './openers.ts'

const openers = (tabs: Record<number, { id: number; url: string }>, { rawSession } = new FakeStorage()) =>
  new Openers({ session: rawSession, openerOf: async (tabId) => tabs[tabId] })

describe('the page behind a window without an address', () => {
  it('is the one that opened it, without what was asked there, also in the next worker', async () => {
    const storage = new FakeStorage()
    const first = openers({ 2: { id: 1, url: 'https://maker.test/page?q=secret#x' } }, storage)
    await first.made(2, 'about:blank')
    const next = openers({}, storage)
    await next.load()
    expect(next.of(2)).toBe('https://maker.test/page')
    await next.closed(2)
    expect(next.of(2)).toBeUndefined()
  })

  it('is the page behind both where such a window opened another', async () => {
    const all = openers({ 2: { id: 1, url: 'https://maker.test/' }, 3: { id: 2, url: 'about:blank' } })
    await all.made(2, '')
    await all.made(3, 'blob:null/1')
    expect(all.of(3)).toBe('https://maker.test/')
  })

  it('is asked for only where it is needed', async () => {
    const all = openers({ 2: { id: 1, url: 'https://maker.test/' }, 3: { id: 9, url: 'chrome://newtab/' } })
    await all.made(2, 'https://far.test/')
    await all.made(3, 'about:blank')
    await all.made(4, 'about:blank')
    expect([all.of(2), all.of(3), all.of(4)]).toEqual([undefined, undefined, undefined])
  })
})
