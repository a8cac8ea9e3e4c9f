/** What the pupil meets, with the real worker in a really managed browser. No server: managed values alone. */
import type { Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { launchManaged } from '../rig/browser.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { until } from '../rig/until.ts'
import { startWeb } from '../rig/web.ts'
import type { TestWeb } from '../rig/web.ts'

let web: TestWeb
let browser: ManagedBrowser
let page: Page

beforeAll(async () => {
  web = await startWeb()
  browser = await launchManaged({
    web,
    policy: {
      schoolName: 'Hill School',
      schoolContact: 'Mrs Patel',
      ageGroup: 'secondary',
      unknownHosts: 'warn',
      allowEntries: ['good.test'],
      blockEntries: ['bad.test'],
    },
  })
  await browser.waitForExtension()
  await until(
    () =>
      browser.evaluateInWorker(async () => {
        const rules = await chrome.declarativeNetRequest.getDynamicRules()
        return rules.some((rule) => JSON.stringify(rule).includes('bad.test'))
      }),
    { what: 'the school’s rules' },
  )
})
afterAll(async () => {
  await browser?.close()
  await web?.close()
})
afterEach(() => page.close())

/** A tab on a permitted page that then asks for another address, as a pupil who types it. */
async function ask(address: string): Promise<void> {
  page = await browser.browser.newPage()
  await page.goto('http://good.test/')
  await page.goto(address).catch(() => {
    // Stopped: the navigation fails, and our page takes its place.
  })
  await page.waitForSelector('main[aria-busy=false]')
}

const heading = () => page.$eval('h1', (h1) => h1.textContent)
const button = (name: string) => page.waitForSelector(`::-p-aria([name="${name}"][role="button"])`)
const backOn = (address: string) =>
  until(() => page.url() === address && page.evaluate(() => document.readyState === 'complete'), {
    what: address,
  })

test('a stopped page says so; its button leaves it in one press', async () => {
  await ask('http://bad.test/')
  expect(await heading()).toBe('This page is closed')
  expect(await page.$eval('main', (main) => main.innerText)).toMatch(
    /bad\.test[\s\S]*Mrs Patel[\s\S]*Childline/,
  )
  await (await button('Go back'))?.click()
  await backOn('http://good.test/')
})

test('the browser’s own Back leaves it in one press', async () => {
  await ask('http://bad.test/')
  await page.evaluate(() => history.back())
  await backOn('http://good.test/')
})

test('with nothing behind it, the button still leaves', async () => {
  page = await browser.browser.newPage()
  await page.goto('http://bad.test/').catch(() => {
    // Stopped.
  })
  await page.waitForSelector('main[aria-busy=false]')
  await (await button('Go back'))?.click()
  await until(() => !page.url().includes('blocked.html') && !page.url().includes('bad.test'), {
    what: 'another page',
  })
})

test('a warned page can be continued, and the popup says who protects', async () => {
  await ask('http://nobody-knows.test/lesson?a=1')
  expect(await heading()).toBe('Is this page for school work?')
  expect(web.leaked(['nobody-knows.test'])).toBe(0)
  await (await button('Continue to the page'))?.click()
  await backOn('http://nobody-knows.test/lesson?a=1')
  await page.goto(`chrome-extension://${browser.extensionId}/popup.html`)
  await page.waitForSelector('main[aria-busy=false]')
  expect(await page.$eval('main', (main) => main.innerText)).toContain('Hill School')
  // Four helplines at once, and everybody else who helps within one press, by keyboard too.
  const inSight = () => page.$$eval('.lifeline', (all) => all.filter((one) => one.checkVisibility()).length)
  expect(await inSight()).toBe(4)
  await page.focus('.lifelines summary')
  await page.keyboard.press('Enter')
  expect(await inSight()).toBeGreaterThan(30)
  await page.goto(`chrome-extension://${browser.extensionId}/settings.html`)
  await page.waitForSelector('main[aria-busy=false]')
  expect(await page.$eval('main', (main) => main.innerText)).toContain('bad.test')
})

test('a stopped frame is replaced in its parent', async () => {
  web.on(
    'good.test',
    '/framed',
    '<!doctype html><iframe src="http://bad.test/" width="400" height="200"></iframe>',
  )
  page = await browser.browser.newPage()
  await page.goto('http://good.test/framed')
  const notice = await page.waitForSelector('[role=note]')
  expect(await notice?.evaluate((one) => one.getAttribute('title'))).toBe(
    'This part is closed bad.test is closed at school.',
  )
  expect(await notice?.boundingBox()).toMatchObject({ width: 404, height: 204 })
  expect(web.leaked(['bad.test'])).toBe(0)
})
