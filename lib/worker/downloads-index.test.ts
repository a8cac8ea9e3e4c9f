/** Files from hosts that only the index knows, by a worker that has not read it yet. */
import { beforeEach, expect, test } from 'vitest'
import { FakeBrowser, flush, startWorkerOf } from '../../tests/fixtures/fake-downloads.ts'
import { shippedLists } from '../lists/load.ts'
import type { CategoryLists } from '../lists/lists.ts'
import { withIndex } from '../lists/with-index.ts'
import type { CategoryId } from '../policy/categories.ts'

/** An index that says nothing of a host before it was read. */
function cold(...gambling: string[]): CategoryLists {
  const known = new Map<string, ReadonlySet<CategoryId>>()
  const read = async (hosts: readonly string[]): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve))
    for (const host of hosts) known.set(host, new Set(gambling.includes(host) ? ['gambling'] : []))
  }
  return withIndex(shippedLists(), { known: (host) => known.get(host), read })
}

let browser: FakeBrowser
beforeEach(() => {
  browser = new FakeBrowser()
})
async function work(lists: CategoryLists) {
  const worker = startWorkerOf(browser, { lists })
  browser.worker = worker
  await worker.start()
  return worker
}
const waiting = () => browser.worker?.waiting.all().map(({ name, state }) => `${name} ${state}`)
async function give(host: string, name: string, mime: string) {
  browser.begin({ name, mime, url: `https://${host}/${name}` })
  await flush()
}

test('a file of a closed site is stopped, and one of an open site lands, before the index is in memory', async () => {
  await work(cold('bets.test'))
  await give('bets.test', 'a.png', 'image/png')
  await give('maths.test', 'b.png', 'image/png')
  expect(browser.disk).toEqual(['b.png'])
  expect(waiting()).toEqual(['a.png blocked'])
})

test('what was asked about is refused by a worker that must read first that its site is closed by now', async () => {
  const first = await work(cold())
  await give('bets.test', 'sheet.pdf', 'application/pdf')
  expect(waiting()).toEqual(['sheet.pdf ask'])
  first.kill()
  const { saving, waiting: files } = await work(cold('bets.test'))
  await saving.yes(files.all().map(({ id }) => id))
  await flush()
  expect([browser.disk, waiting()]).toEqual([[], ['sheet.pdf blocked']])
})

test('what comes after a yes is let through when the index has been read', async () => {
  const { saving, waiting: files } = await work(cold())
  await give('maths.test', 'sheet.pdf', 'application/pdf')
  const later = await work(cold())
  await later.saving.yes(files.all().map(({ id }) => id))
  await flush()
  expect(saving).not.toBe(later.saving)
  expect([browser.disk, waiting()]).toEqual([['sheet.pdf'], ['sheet.pdf saved']])
})

test('of what is illegal neither the name nor the host is kept or shown', async () => {
  await work({ ...shippedLists(), isIllegal: (host) => host === 'bad.test' })
  await give('bad.test', 'a.png', 'image/png')
  expect(browser.worker?.waiting.all()).toMatchObject([{ state: 'blocked', kind: 'picture' }])
  expect(JSON.stringify(browser.worker?.waiting.all())).not.toMatch(/a\.png|bad\.test/)
})
