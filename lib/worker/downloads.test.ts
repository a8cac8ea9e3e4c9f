import { beforeEach, describe, expect, it, test } from 'vitest'
import type { DownloadRules } from '../policy/document.ts'
import { FakeBrowser, flush, startWorkerOf } from '../../tests/fixtures/fake-downloads.ts'

let browser: FakeBrowser
beforeEach(async () => {
  browser = new FakeBrowser()
  await work()
})

/** A worker that knows the policy. */
async function work(rules?: DownloadRules) {
  const worker = startWorkerOf(browser, { ...(rules && { rules }) })
  browser.worker = worker
  await worker.start()
  return worker
}
const waiting = () => browser.worker?.waiting.all().map(({ name, state }) => `${name} ${state}`)
async function give(file: Parameters<FakeBrowser['begin']>[0]) {
  browser.begin(file)
  await flush()
}
async function yes() {
  const files = browser.worker?.waiting.all() ?? []
  await browser.worker?.saving.yes(files.map(({ id }) => id))
  await flush()
}
const PDF = { name: 'sheet.pdf', mime: 'application/pdf' }

describe('a file that a page gives', () => {
  it('is stopped, taken off the list, and asked about once', async () => {
    await give(PDF)
    expect(browser.disk).toEqual([])
    expect(browser.items.size).toBe(0)
    expect(waiting()).toEqual(['sheet.pdf ask'])
    expect(browser.rows).toEqual(['sheet.pdf asked'])
    expect(browser.prompts).toBe(1)
    await give(PDF)
    expect(waiting()).toEqual(['sheet.pdf ask'])
  })

  it('lands untouched when it is allowed, also before a worker knows the policy', async () => {
    await give({ name: 'a.png', mime: 'image/png' })
    browser.worker = startWorkerOf(browser)
    browser.begin({ name: 'b.png', mime: 'image/png' })
    await flush()
    expect(browser.disk).toEqual(['a.png'])
    await browser.worker.start()
    expect(browser.disk).toEqual(['a.png', 'b.png'])
    expect(browser.rows).toEqual([])
    // And a later worker, under stricter rules, does not look at it again.
    await work({ kinds: { picture: 'block' } })
    expect(browser.disk).toEqual(['a.png', 'b.png'])
  })

  it('of a kind that only some schools allow is fetched again where its worker did not know yet', async () => {
    browser.worker = startWorkerOf(browser, { rules: { kinds: { archive: 'allow' } } })
    browser.begin({ name: 'a.zip', mime: 'application/zip' })
    await flush()
    expect(browser.disk).toEqual([])
    await browser.worker.start()
    expect(browser.disk).toEqual(['a.zip'])
    expect(browser.prompts).toBe(0)
  })

  it('made by a page of ours is not judged and not noted down, and a site’s own is', async () => {
    await give({ ...PDF, made: true })
    expect(browser.disk).toEqual(['sheet.pdf'])
    await work()
    expect(browser.disk).toEqual(['sheet.pdf'])
    expect([browser.rows, waiting()]).toEqual([[], []])
    await give({ ...PDF, url: 'blob:https://maths.test/1' })
    expect(waiting()).toEqual(['sheet.pdf ask'])
  })

  it('that failed by itself, or was there before Kerb, is left alone', async () => {
    const failed = browser.begin({ name: 'a.png' })
    browser.items.set(failed, { ...browser.items.get(failed)!, name: 'x.zip', state: 'interrupted' })
    browser.items.set(99, {
      ...browser.items.get(failed)!,
      id: 99,
      name: 'old.exe',
      state: 'complete',
      startedAt: 5,
    })
    browser.disk.push('old.exe')
    await browser.workerEnds()
    expect(browser.disk).toContain('old.exe')
    expect(waiting()).toEqual([])
  })

  it('of which nobody says where it is from is the page’s that is looked at, where that is stricter', async () => {
    await work({
      sites: [
        { host: 'maths.test', action: 'block' },
        { host: 'open.test', action: 'allow' },
      ],
    })
    const note = { name: 'note.txt', mime: 'text/plain', url: 'data:text/plain,hello' }
    await give(note)
    expect(browser.disk).toEqual([])
    expect(browser.worker?.waiting.all()).toMatchObject([{ state: 'blocked', host: 'maths.test' }])
    browser.front = 'https://open.test/'
    await give({ ...PDF, url: 'data:application/pdf,hello' })
    await give(note)
    expect(browser.disk).toEqual(['note.txt'])
    expect(waiting()).toContain('sheet.pdf ask')
  })

  it('says yes to nothing but what was asked', async () => {
    await give({ name: 'setup.exe' })
    expect(waiting()).toEqual(['setup.exe blocked'])
    await yes()
    expect(browser.disk).toEqual([])
    expect(browser.rows).toEqual(['setup.exe blocked'])
  })
})

describe('after a yes', () => {
  it('it is fetched again under its name, and recorded', async () => {
    await give(PDF)
    await yes()
    expect(browser.disk).toEqual(['sheet.pdf'])
    expect(waiting()).toEqual(['sheet.pdf saved'])
    expect(browser.rows).toEqual(['sheet.pdf asked', 'sheet.pdf allowed'])
  })

  it.each([
    ['another kind', { name: 'sheet.htm', mime: 'text/html' }],
    ['a much bigger one', { bytes: 9_000_000 }],
  ])('what comes then must be what was asked about: %s', async (_what, instead) => {
    await give(PDF)
    browser.instead.set('https://maths.test/file', instead)
    await yes()
    expect(browser.disk).toEqual([])
    expect(waiting()).toEqual(['sheet.pdf again'])
  })

  it('what cannot be fetched again gets a pass: for this page, name, kind and size, once', async () => {
    const made = { ...PDF, url: 'blob:https://maths.test/1' }
    browser.gone.add(made.url)
    await give(made)
    await yes()
    expect(waiting()).toEqual(['sheet.pdf again'])
    await give({ ...made, url: 'blob:https://other.test/1' })
    await give({ ...made, name: 'other.pdf' })
    await give({ ...made, bytes: 40_000 })
    await give({ ...made, mime: 'application/x-msdownload' })
    expect(browser.disk).toEqual([])
    browser.worker?.kill()
    await work()
    await give({ ...made, url: 'blob:https://maths.test/2', bytes: 2_010 })
    expect(browser.disk).toEqual(['sheet.pdf'])
    expect(browser.rows.at(-1)).toBe('sheet.pdf allowed')
    await give({ ...made, url: 'blob:https://maths.test/3' })
    expect(browser.disk).toEqual(['sheet.pdf'])
  })
})

describe('the worker ends at any step', () => {
  const lives = [false, true].flatMap((lastStepDone) =>
    Array.from({ length: 14 }, (_, i) => ({ diesAt: i + 1, lastStepDone })),
  )

  test.each(lives)('while it takes a file away: %o', async (life) => {
    const worker = startWorkerOf(browser, life)
    browser.worker = worker
    void worker.start()
    await flush()
    browser.begin(PDF)
    await flush()
    await browser.workerEnds()
    expect(browser.disk).toEqual([])
    expect(waiting()).toEqual(['sheet.pdf ask'])
    expect(browser.rows.length).toBeGreaterThan(0)
    expect(browser.prompts).toBeGreaterThan(0)
  })

  test.each(lives)('while it does as it was told: %o', async (life) => {
    await give(PDF)
    const worker = startWorkerOf(browser, life)
    browser.worker = worker
    void worker.start()
    await flush()
    const asked = worker.waiting.all().map(({ id }) => id)
    void worker.saving.yes(asked)
    await flush()
    await browser.workerEnds()
    // Where the yes itself was lost the question is still there.
    if (waiting()?.[0] === 'sheet.pdf ask') {
      expect(browser.disk).toEqual([])
      await yes()
    }
    expect(browser.disk).toEqual(['sheet.pdf'])
    expect(waiting()).toEqual(['sheet.pdf saved'])
    expect(browser.rows.at(-1)).toBe('sheet.pdf allowed')
  })
})

test('a worker that never answers: what landed meanwhile is taken off the disk by the next one, and asked about', async () => {
  browser.worker?.kill()
  browser.worker = undefined
  browser.begin(PDF)
  browser.begin({ name: 'setup.exe' })
  browser.begin({ name: 'a.png', mime: 'image/png' })
  expect(browser.disk).toHaveLength(3)
  await work()
  expect(browser.disk).toEqual(['a.png'])
  expect(waiting()).toEqual(['sheet.pdf ask', 'setup.exe blocked'])
})
