/** What the tests of personal details share: a managed browser of a primary school, and what a page has sent. */
import type { Page } from 'puppeteer-core'
import type { ManagedBrowser } from '../../rig/browser.ts'
import { until } from '../../rig/until.ts'
import { type Seen, startWeb, type TestWeb } from '../../rig/web.ts'
import { startSchoolBrowser, type Values } from '../backstops/school.ts'

export const NUMBER = '07700 900123'

/** A form as forms mostly are. */
export const FORM = `<!doctype html><html lang="en"><title>Join</title><main><h1>Join</h1>
<form id="f" method="post" action="/sent"><label>About you <input id="a" name="about"></label>
<input type="hidden" name="submit" value="hidden"><button id="b" name="which" value="save">Join</button></form>
<button id="js" type="button">Los</button></main>
<script>document.querySelector('#js').onclick = () => document.querySelector('#f').requestSubmit(document.querySelector('#b'))</script>`

export interface PersonalStage {
  readonly web: TestWeb
  readonly browser: ManagedBrowser
  /** Opens a page in front. */
  open(url: string): Promise<Page>
  /** What was sent to a host: by `FORM`, unless another path is named. */
  sent(host: string, path?: string): Seen[]
  /** Waits until something was. */
  isSent(host: string, path?: string): Promise<unknown>
  /** Begins anew: no page is open, nothing was sent. */
  clear(): Promise<void>
  close(): Promise<void>
}

/** @param pages the one page of each host */
export async function openPersonalStage(
  pages: Readonly<Record<string, string>>,
  values: Values = {},
): Promise<PersonalStage> {
  const web = await startWeb()
  for (const [host, page] of Object.entries(pages)) web.on(host, '/', page)
  const browser = await startSchoolBrowser({ ageGroup: 'primary', ...values }, { web, debugging: true })
  const sent = (host: string, path = '/sent') =>
    web.seen(host, path).filter(({ method }) => method === 'POST')
  return {
    web,
    browser,
    async open(url) {
      const page = await browser.page(url)
      await page.bringToFront()
      return page
    },
    sent,
    isSent: (host, path) => until(() => sent(host, path).length > 0, { what: 'it to be sent' }),
    async clear() {
      for (const page of await browser.browser.pages()) if (page.url().includes('.test')) await page.close()
      web.log.length = 0
    },
    async close() {
      await browser.close()
      await web.close()
    },
  }
}

export async function fill(page: Page, selector: string, text: string): Promise<void> {
  await page.click(selector)
  await page.type(selector, text)
}

/** The id of what the keyboard is at. */
export const inFocus = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '')
