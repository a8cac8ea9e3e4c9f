import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { whose } from './whose.ts'

const NEVER = new Promise<undefined>(() => undefined)
const asked = (tab: { url: string; pending?: string }, opener?: string, origin?: string) =>
  whose({ id: 7, ...tab }, { openers: { of: () => opener }, originOf: async () => origin })

describe('whose a page is', () => {
  it.each([
    'https://maths.test/a',
    'chrome://newtab/',
    'blob:https://maths.test/1',
    'view-source:https://x.test/',
  ])('its own, where it has an address: %s', async (url) =>
    expect(await asked({ url }, 'https://maker.test/', 'https://maker.test')).toBe(url),
  )

  it.each(['about:blank', 'about:blank#x', '', 'blob:null/1'])('its maker’s: %j', async (url) => {
    expect(await asked({ url }, undefined, 'https://maker.test')).toBe('https://maker.test/')
    expect(await asked({ url }, 'https://maker.test/d/9b', 'https://maker.test')).toBe(
      'https://maker.test/d/9b',
    )
    // Another site's page went to a blank one in it since.
    expect(await asked({ url }, 'https://maker.test/', 'https://other.test')).toBe('https://other.test/')
    // A sandbox has no origin.
    expect(await asked({ url }, 'https://maker.test/d/9b', 'null')).toBe('https://maker.test/d/9b')
  })

  it('nobody’s, where the browser itself has made it', async () => {
    expect(await asked({ url: 'about:blank' })).toBe('about:blank')
  })

  it('is not asked for where another page is on its way', async () => {
    const tab = { url: '', pending: 'https://maths.test/' }
    expect(await asked(tab, 'https://maker.test/', 'https://maker.test')).toBe('')
  })
})

describe('a page that runs in a circle', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is whose that opened it', async () => {
    const said = whose(
      { id: 7, url: 'about:blank' },
      { openers: { of: () => 'https://maker.test/' }, originOf: () => NEVER },
    )
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await said).toBe('https://maker.test/')
  })
})
