/** Page titles are in the record when the school has chosen that, and at no other time. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ManagedBrowser } from '../rig/browser.ts'
import { until } from '../rig/until.ts'
import { startWeb } from '../rig/web.ts'
import type { TestWeb } from '../rig/web.ts'
import {
  PATIENTLY,
  edit,
  loaded,
  openPage,
  recorded,
  rowsOf,
  run,
  startSchoolBrowser,
} from './backstops/school.ts'

const TITLES = {
  recordingDetail: 'titles',
  recordingReason: 'Agreed with the governors',
  lifelines: ['help.test'],
}

let web: TestWeb
let browser: ManagedBrowser

beforeAll(async () => {
  web = await startWeb()
  const page = (title: string): string => `<!doctype html><title>${title}</title><p>page`
  web.on('a.test', '/', page('Rivers'))
  web.on('b.test', '/', page('Volcanoes'))
  web.on('c.test', '/', '<!doctype html><p>page')
  web.on('help.test', '/', page('Talk to us'))
  browser = await startSchoolBrowser({}, { web })
})
afterAll(async () => {
  await browser?.close()
  await web?.close()
})

/** Every title so far, with the host of the visit that it names. */
async function titles(): Promise<string[]> {
  const rows = await rowsOf(browser)
  const hostOf = (seq: number): string =>
    rows.flatMap((row) => (row.kind === 'visit' && row.seq === seq ? [row.host] : [])).join()
  return rows.flatMap((row) => (row.kind === 'title' ? [`${hostOf(row.visit)}: ${row.title}`] : []))
}
const titled = async (expected: readonly string[]): Promise<void> => {
  const want = expected.toSorted()
  await until(async () => (await titles()).length >= want.length, {
    what: `titles ${want.join(', ')}`,
    within: PATIENTLY,
  }).catch(() => undefined)
  expect((await titles()).toSorted()).toEqual(want)
}

test('none without the choice', async () => {
  const tab = await openPage(browser, 'http://a.test/')
  await run(browser, tab, `document.title = 'More rivers'`)
  await recorded(browser, 'a.test', ['visit'])
  // The stay comes after whatever the visit had to say.
  await browser.cdp.send('Target.closeTarget', { targetId: tab })
  await until(async () => (await rowsOf(browser)).some(({ kind }) => kind === 'stay'), { what: 'the stay' })
  expect(await titles()).toEqual([])
})

test('with it: of a page, a reload, a move without a load, in the visit that it belongs to; never of a lifeline', async () => {
  await edit(browser, TITLES)
  const tab = await openPage(browser, 'http://a.test/')
  await titled(['a.test: Rivers'])
  await run(browser, tab, `history.pushState(0, '', '/next'); document.title = 'The Nile'`)
  await titled(['a.test: Rivers', 'a.test: The Nile'])
  await openPage(browser, 'http://help.test/')
  // Without a title of its own, whose address the browser shows in place of one.
  await openPage(browser, 'http://c.test/')
  const other = await openPage(browser, 'http://b.test/')
  const soFar = ['a.test: Rivers', 'a.test: The Nile', 'b.test: Volcanoes']
  await titled(soFar)
  // The browser knows the title by now, and does not say it again.
  await run(browser, other, `location.reload()`)
  await recorded(browser, 'b.test', ['visit', 'visit'])
  await titled([...soFar, 'b.test: Volcanoes'])
  await run(browser, other, `location.href = 'http://a.test/'`)
  await loaded(browser, other, 'http://a.test/')
  await titled([...soFar, 'b.test: Volcanoes', 'a.test: Rivers'])
  await run(browser, other, `history.back()`)
  await loaded(browser, other, 'http://b.test/')
  await titled([...soFar, 'b.test: Volcanoes', 'a.test: Rivers', 'b.test: Volcanoes'])
})

test('from a worker that was killed, too', async () => {
  const before = await titles()
  await browser.killWorker()
  const tab = await openPage(browser, 'http://b.test/')
  await titled([...before, 'b.test: Volcanoes'])
  await browser.killWorker()
  await run(browser, tab, `history.pushState(0, '', '/next'); document.title = 'Etna'`)
  await titled([...before, 'b.test: Volcanoes', 'b.test: Etna'])
})

test('none once the choice is taken back', async () => {
  const before = await titles()
  await edit(browser, {})
  const visits = async () => (await rowsOf(browser)).filter(({ kind }) => kind === 'visit').length
  const count = await visits()
  const tab = await openPage(browser, 'http://b.test/')
  await until(async () => (await visits()) > count, { what: 'the visit' })
  await browser.cdp.send('Target.closeTarget', { targetId: tab })
  await recordedStay(await highestVisit())
  expect(await titles()).toEqual(before)
})

const highestVisit = async (): Promise<number> =>
  Math.max(...(await rowsOf(browser)).flatMap((row) => (row.kind === 'visit' ? [row.seq] : [])))
const recordedStay = (visit: number): Promise<unknown> =>
  until(async () => (await rowsOf(browser)).some((row) => row.kind === 'stay' && row.visit === visit), {
    what: 'the stay',
    within: PATIENTLY,
  })
