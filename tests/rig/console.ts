/** The console in the browser of a member of staff: nobody's managed one. It was built before the tests began. */
import { launch } from 'puppeteer-core'
import type { Browser, Page } from 'puppeteer-core'
import { accessibilityFaults } from './axe.ts'
import { ensureChromium } from './chromium.mjs'
import { isAxed, todays } from './looks.ts'
import { moving } from './motion.ts'
import { PATIENCE } from './until.ts'

export const launchStaffBrowser = (): Promise<Browser> =>
  launch({
    executablePath: ensureChromium(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })

/** A page that notes what its content security policy refuses, with cookies of its own. */
export async function staffPage(browser: Browser): Promise<Page> {
  const page = await (await browser.createBrowserContext()).newPage()
  page.setDefaultTimeout(PATIENCE)
  await page.evaluateOnNewDocument(() => {
    const violations: string[] = []
    Object.assign(globalThis, { violations })
    addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective))
  })
  return page
}

/** Puts a session's cookie, `kerb=…`, into the page's own jar. */
export async function takeCookie(page: Page, cookie: string): Promise<void> {
  const [name = '', value = ''] = cookie.split('=')
  await page.browserContext().setCookie({ name, value, domain: '127.0.0.1', path: '/', httpOnly: true })
}

export interface ConsoleLook {
  readonly scheme: 'light' | 'dark'
  readonly width: number
}

export const ALL_CONSOLE_LOOKS: readonly ConsoleLook[] = [
  { scheme: 'light', width: 1280 },
  { scheme: 'dark', width: 1280 },
  { scheme: 'light', width: 320 },
]

/** A run shows each page of the console in these. */
export const CONSOLE_LOOKS = todays(ALL_CONSOLE_LOOKS)

export async function dressConsole(page: Page, { scheme, width }: ConsoleLook): Promise<void> {
  await page.setViewport({ width, height: 900 })
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ])
}

/** How a page of the console is, to be held against `IN_ORDER`; with `name` and `look` axe is asked in some looks only. */
export const stateOf = async (page: Page, name?: string, look?: ConsoleLook) => ({
  faults:
    name === undefined || !look || isAxed(name, look, CONSOLE_LOOKS) ? await accessibilityFaults(page) : [],
  moving: await page.evaluate(moving),
  ...(await page.evaluate(() => ({
    sideways: document.documentElement.scrollWidth > innerWidth,
    headings: document.querySelectorAll('h1').length,
    violations: (globalThis as unknown as { violations: string[] }).violations,
  }))),
})

export const IN_ORDER = { faults: [], moving: [], sideways: false, headings: 1, violations: [] }
