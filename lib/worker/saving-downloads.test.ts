import { beforeEach, describe, expect, it } from 'vitest'
import type { DownloadRules } from '../policy/document.ts'
import { FakeBrowser, flush, startWorkerOf } from '../../tests/fixtures/fake-downloads.ts'

let browser: FakeBrowser
beforeEach(async () => {
  browser = new FakeBrowser()
  await work()
})

/** A worker that knows the policy; what waits is the session's. */
async function work(rules?: DownloadRules) {
  browser.worker = startWorkerOf(browser, { ...(rules && { rules }) })
  await browser.worker.start()
}
const files = () => browser.worker?.waiting.all() ?? []
const waiting = () => files().map(({ name, state }) => `${name} ${state}`)
async function give(file: Parameters<FakeBrowser['begin']>[0]) {
  browser.begin(file)
  await flush()
}
async function yes(ids = files().map(({ id }) => id)) {
  await browser.worker?.saving.yes(ids)
  await flush()
}
const PDF = { name: 'sheet.pdf', mime: 'application/pdf' }
/** Its server does not say how big it is. */
const UNSAID = { ...PDF, bytes: null as number | null, finalUrl: 'https://maths.test/file' }
/** Its page has thrown it away: a yes gives a pass. */
const MADE = { ...PDF, url: 'blob:https://maths.test/1' }

describe('a file on its way', () => {
  /** As closing the prompt does. */
  const putAway = () => browser.worker?.waiting.drop(files().map(({ id }) => id))

  it.each(['headers', 'body'] as const)(
    'comes when the prompt is closed, checked and noted: %s',
    async (slow) => {
      await give(PDF)
      browser.slow = slow
      await yes()
      await putAway()
      await browser.hurry()
      expect(browser.disk).toEqual(['sheet.pdf'])
      expect(browser.rows.at(-1)).toBe('sheet.pdf allowed')
      expect(waiting()).toEqual(['sheet.pdf saved'])
      await putAway()
      expect(waiting()).toEqual([])
    },
  )

  it('is looked at when it is there, though the prompt was closed meanwhile', async () => {
    await give(UNSAID)
    browser.instead.set('https://maths.test/file', { bytes: null })
    browser.grown.set('https://maths.test/file', 300_000_000)
    browser.slow = 'body'
    await yes()
    await putAway()
    await browser.hurry()
    expect(browser.disk).toEqual([])
  })

  it('keeps coming when its page pushes it again', async () => {
    await give(PDF)
    browser.slow = 'headers'
    await yes()
    await give(PDF)
    expect(waiting()).toEqual(['sheet.pdf saving'])
    expect(browser.rows).toEqual(['sheet.pdf asked'])
    expect(browser.items.size).toBe(0)
    await browser.hurry()
    expect(browser.disk).toEqual(['sheet.pdf'])
  })
})

describe('somebody says at the cover that they are somebody else', () => {
  it('no pass is left to them, and nothing that was asked', async () => {
    browser.gone.add(MADE.url)
    await give(MADE)
    await yes()
    await browser.worker?.waiting.leave()
    expect(waiting()).toEqual([])
    await work()
    await give(MADE)
    expect(browser.disk).toEqual([])
  })

  it('what is on its way comes all the same, and is not told of', async () => {
    await give(PDF)
    browser.slow = 'headers'
    await yes()
    await browser.worker?.waiting.leave()
    expect(browser.worker?.waiting.told()).toEqual([])
    await browser.hurry()
    expect(browser.disk).toEqual(['sheet.pdf'])
    expect(waiting()).toEqual([])
  })

  it('what does not come of it leaves no pass', async () => {
    await give(UNSAID)
    browser.slow = 'headers'
    browser.instead.set('https://maths.test/file', { finalUrl: 'https://other.test/f' })
    await yes()
    await browser.worker?.waiting.leave()
    await browser.hurry()
    expect(waiting()).toEqual([])
    await give(UNSAID)
    expect(browser.disk).toEqual([])
  })
})

describe('a pass is for the host that was asked about', () => {
  const link = {
    ...PDF,
    url: 'https://maths.test/go',
    finalUrl: 'https://maths.test/sheet.pdf',
    referrer: 'https://maths.test/p',
  }

  it('not for where its link leads by now', async () => {
    await give(link)
    browser.instead.set(link.url, { finalUrl: 'https://other.test/sheet.pdf' })
    await yes()
    expect(waiting()).toEqual(['sheet.pdf again'])
    await give({ ...link, finalUrl: 'https://other.test/sheet.pdf' })
    expect(browser.disk).toEqual([])
    expect(browser.worker?.waiting.all().at(-1)).toMatchObject({ state: 'ask', host: 'other.test' })
    await give(link)
    expect(browser.disk).toEqual(['sheet.pdf'])
  })

  it('not for another host’s file on the same page', async () => {
    browser.gone.add(link.url)
    await give(link)
    await yes()
    await give({ ...PDF, url: 'https://other.test/sheet.pdf', referrer: link.referrer })
    expect(browser.disk).toEqual([])
  })
})

describe('somebody else signs in', () => {
  it('what waits is not theirs to see or to say yes to', async () => {
    await give(PDF)
    const asked = files().map(({ id }) => id)
    browser.person = 'ben@school.test'
    expect(waiting()).toEqual([])
    await yes(asked)
    browser.person = 'ada@school.test'
    expect(browser.disk).toEqual([])
  })

  it('a pass lets nothing through for them', async () => {
    browser.gone.add(MADE.url)
    await give(MADE)
    await yes()
    browser.person = 'ben@school.test'
    await give(MADE)
    expect(browser.disk).toEqual([])
    expect(waiting()).toEqual(['sheet.pdf ask'])
  })

  it('what was another’s is put out of session memory', async () => {
    browser.gone.add(MADE.url)
    await give(MADE)
    await yes()
    await give(PDF)
    browser.person = 'ben@school.test'
    await browser.worker?.waiting.forgetOthers()
    browser.person = 'ada@school.test'
    await work()
    expect(waiting()).toEqual([])
    await give(MADE)
    expect(browser.disk).toEqual([])
  })
})

describe('a yes is judged again', () => {
  it.each<[string, DownloadRules, string]>([
    ['blocked', { kinds: { document: 'block' } }, 'sheet.pdf blocked'],
    ['an adult’s', { sites: [{ host: 'maths.test', action: 'adult' }] }, 'sheet.pdf adult'],
  ])('what is %s by now is not fetched', async (_what, rules, state) => {
    await give(PDF)
    await work(rules)
    await yes()
    expect(browser.disk).toEqual([])
    expect(waiting()).toEqual([state])
    expect(browser.rows.at(-1)).toBe(state)
  })

  it('a pass opens nothing that an adult decides by now', async () => {
    browser.gone.add(MADE.url)
    await give(MADE)
    await yes()
    await work({ kinds: { document: 'adult' } })
    await give(MADE)
    expect(browser.disk).toEqual([])
    expect(waiting()).toContain('sheet.pdf adult')
  })
})

describe('what comes after a yes is judged by what it is', () => {
  const address = 'https://maths.test/file'

  it.each<[string, Partial<typeof UNSAID>, string]>([
    ['from a host that is closed', { finalUrl: 'https://closed.test/f' }, 'sheet.pdf blocked'],
    ['from a host where an adult decides', { finalUrl: 'https://adult.test/f' }, 'sheet.pdf adult'],
    ['from another host', { finalUrl: 'https://other.test/f' }, 'sheet.pdf again'],
    ['bigger than may be without an adult', { bytes: 300_000_000 }, 'sheet.pdf adult'],
  ])('%s: it does not land', async (_what, instead, state) => {
    await work({
      sites: [
        { host: 'closed.test', action: 'block' },
        { host: 'adult.test', action: 'adult' },
      ],
    })
    await give(UNSAID)
    browser.instead.set(address, instead)
    await yes()
    expect(browser.disk).toEqual([])
    expect(waiting()).toEqual([state])
    expect(browser.items.size).toBe(0)
  })

  it('also where its size is known only when it is there, or nobody named it', async () => {
    await give(UNSAID)
    browser.instead.set(address, { bytes: null })
    browser.grown.set(address, 300_000_000)
    await yes()
    expect(browser.disk).toEqual([])
    expect(waiting()).toEqual(['sheet.pdf adult'])
    expect(browser.rows.at(-1)).toBe('sheet.pdf adult')
  })

  it('what a page put into its address is still that page’s', async () => {
    await give({ ...PDF, url: 'data:application/pdf,hello' })
    await yes()
    expect(browser.disk).toEqual(['sheet.pdf'])
  })
})

describe('a pass for what a page put into its address', () => {
  /** Too long to be kept, so it cannot be fetched again. */
  const long = { ...PDF, url: `data:application/pdf,${'x'.repeat(1_000_001)}` }

  it('is that page’s: another page’s file is asked about', async () => {
    await give(long)
    await yes()
    expect(waiting()).toEqual(['sheet.pdf again'])
    browser.front = 'https://other.test/'
    await give(long)
    expect(browser.disk).toEqual([])
    browser.front = 'https://maths.test/'
    await give(long)
    expect(browser.disk).toEqual(['sheet.pdf'])
    await give(long)
    expect(browser.disk).toEqual(['sheet.pdf'])
  })

  it('is nobody’s where nobody knows the page', async () => {
    browser.front = 'chrome://newtab/'
    await give(long)
    await yes()
    await give(long)
    expect(browser.disk).toEqual([])
  })

  it('does not open what its page may not give', async () => {
    await give(long)
    await yes()
    await work({ sites: [{ host: 'maths.test', action: 'block' }] })
    await give(long)
    expect(browser.disk).toEqual([])
  })

  it('without one it is stopped before anything is read', async () => {
    const id = browser.begin(long)
    expect(browser.items.get(id)?.state).toBe('interrupted')
    await flush()
    expect(browser.disk).toEqual([])
  })
})
