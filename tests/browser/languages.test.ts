/** Another language, chosen on one page: every page, the icon and the next worker speak it, and nothing typed is lost. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type english from '../../assets/locales/en-GB.json'
import type { ManagedBrowser } from '../rig/browser.ts'
import { ROOT } from '../rig/paths.ts'
import { until } from '../rig/until.ts'
import { startWeb, type TestWeb } from '../rig/web.ts'
import { PATIENTLY, startSchoolBrowser } from './backstops/school.ts'
import { believe, newTeam, ours, reportingValues, tap } from './reporting/stage.ts'

const wordsOf = (tag: string) =>
  JSON.parse(readFileSync(join(ROOT, `assets/locales/${tag}.json`), 'utf8')) as typeof english
const urdu = wordsOf('ur')
const polish = wordsOf('pl')

let web: TestWeb
let browser: ManagedBrowser

beforeAll(async () => {
  web = await startWeb()
  const team = await newTeam()
  browser = await startSchoolBrowser(
    { ...reportingValues(team), blockEntries: ['games.test'] },
    { web, debugging: true },
  )
  await believe(team, browser)
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await web?.close()
})

async function choose(page: Page, tag: string): Promise<void> {
  await page.select('.language select', tag)
  await page.waitForFunction((lang) => document.documentElement.lang === lang, { polling: 200 }, tag)
}

const stoppedPage = async (): Promise<Page> => {
  const page = await browser.page()
  // A stopped navigation fails here, which is the point.
  await page.goto('http://games.test/').catch(() => undefined)
  await page.waitForSelector('main[aria-busy=false] h1', { timeout: PATIENTLY })
  return page
}
async function iconSays(words: string): Promise<void> {
  const title = () => browser.evaluateInWorker(() => chrome.action.getTitle({}))
  let last = ''
  const says = async () => (last = await title()).includes(words)
  await until(says, { what: `the icon to say “${words}”`, within: PATIENTLY }).catch((error: unknown) => {
    throw new Error(`The icon says “${last}”`, { cause: error })
  })
}
// There is no server here, which the icon says too.
test('the browser’s own language, until another is chosen; from right to left, on every page and the icon', async () => {
  const page = await stoppedPage()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en-GB')
  await choose(page, 'ur')
  expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl')
  expect(await page.evaluate(() => document.body.innerText)).toContain(urdu.report.tell)
  await iconSays(urdu.icon.problem)
  await page.close()
}, 120_000)

test('it is remembered when the worker has gone, and its pages are drawn in it at once', async () => {
  await browser.killWorker()
  const page = await stoppedPage()
  expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
    'ur',
    'rtl',
  ])
  await choose(page, 'pl')
  await iconSays(polish.icon.problem)
  await page.close()
}, 120_000)

test('what was typed and the step that was reached stay when the language changes', async () => {
  const page = await browser.page(ours(browser, 'report.html'))
  await tap(page, polish.report.kind.other)
  await page.locator('textarea').fill('Ktoś zabrał moje buty')
  await choose(page, 'en-GB')
  await page.waitForSelector('::-p-text(What happened?)')
  expect(await page.$eval('textarea', (box) => box.value)).toBe('Ktoś zabrał moje buty')
}, 120_000)

test('no web page may read the words’ files: they would tell it that Kerb is here', async () => {
  const page = await browser.page('http://good.test/')
  const read = await page.evaluate(
    (address) =>
      fetch(address).then(
        () => 'read',
        () => 'refused',
      ),
    ours(browser, 'locales/pl.json'),
  )
  expect(read).toBe('refused')
  await page.close()
}, 60_000)
