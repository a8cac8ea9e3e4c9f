/** What a member does on the safeguarding page, and how the page is looked at in each state. */
import type { Page } from 'puppeteer-core'
import { expect } from 'vitest'
import { accessibilityFaults } from '../../rig/axe.ts'
import type { ManagedBrowser } from '../../rig/browser.ts'
import { isAxed } from '../../rig/looks.ts'
import { takePicture } from '../../rig/pictures.ts'
import { dress } from '../pages/stage.ts'

const LOOKS = {
  light: {},
  dark: { dark: true },
  320: { width: 320, height: 640 },
  rtl: { rtl: true },
  forced: { forced: true },
}

/** What axe looks at differs between these two in colours alone. */
const COLOURS = ['light', 'dark']

export async function openTeamPage(browser: ManagedBrowser): Promise<Page> {
  const page = await browser.page()
  await page.evaluateOnNewDocument(() => {
    const violations: string[] = []
    Object.assign(globalThis, { violations })
    addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective))
  })
  await page.goto(`chrome-extension://${browser.extensionId}/safeguarding.html`)
  await page.waitForSelector('main[aria-busy=false]')
  return page
}

/** Waits until the page says it. What it says instead is in the error. */
export async function says(page: Page, words: string): Promise<void> {
  const said = (text: string) => document.body.innerText.includes(text)
  await page.waitForFunction(said, { timeout: 90_000, polling: 200 }, words).catch(async (cause: unknown) => {
    const instead = await page.evaluate(() => document.body.innerText)
    throw new Error(`The page does not say “${words}”. It says:\n${instead}`, { cause })
  })
}

export const press = (page: Page, name: string): Promise<void> =>
  page.locator(`::-p-aria([name="${name}"][role="button"])`).setTimeout(60_000).click()

/** To another part of the page. */
export const goTo = (page: Page, part: 'Concerns' | 'Cases' | 'Keys'): Promise<void> =>
  page.locator(`::-p-xpath(//nav//button[contains(., "${part}")])`).click()

export const fill = (page: Page, field: string, text: string): Promise<void> =>
  page.locator(`[name="${field}"]`).setTimeout(60_000).fill(text)

/** The parts of a code in a list of the page. */
export const partsOn = (page: Page, label: string): Promise<string[]> =>
  page.$$eval(`ol[aria-label="${label}"] code`, (parts) => parts.map((part) => part.textContent ?? ''))

/** Types into each field that asks for a part what the sheet, or the other screen, has there. */
export async function typeParts(page: Page, parts: readonly string[]): Promise<void> {
  await page.waitForSelector('input[name^=part-]')
  const names = await page.$$eval('input[name^=part-]', (fields) =>
    fields.map((field) => field.getAttribute('name') ?? ''),
  )
  expect(names).toHaveLength(3)
  for (const name of names) await fill(page, name, parts[Number(name.slice('part-'.length))] ?? '')
}

/** Nothing wrong with the page in any look, and a picture of it in each. */
export async function inEveryLook(page: Page, name: string): Promise<void> {
  for (const [look, how] of Object.entries(LOOKS)) {
    await dress(page, how)
    const state = await page.evaluate(() => ({
      violations: (globalThis as unknown as { violations: string[] }).violations,
      sideways: document.documentElement.scrollWidth > innerWidth,
      title: document.title,
      hash: location.hash,
      headings: document.querySelectorAll('h1').length,
      smallTargets: [...document.querySelectorAll('button')].filter(
        (one) => one.offsetHeight > 0 && one.offsetHeight < 24,
      ).length,
    }))
    // Neither title nor address ever tells what is on the page.
    const good = {
      violations: [],
      sideways: false,
      title: 'Kerb: safeguarding',
      hash: '',
      headings: 1,
      smallTargets: 0,
    }
    expect({ look, ...state }).toEqual({ look, ...good })
    if (COLOURS.includes(look) && isAxed(name, look, COLOURS))
      expect({ look, faults: await accessibilityFaults(page) }).toEqual({ look, faults: [] })
    await takePicture(page, `safeguarding-${name}-${look}`)
  }
  await dress(page, {})
}
