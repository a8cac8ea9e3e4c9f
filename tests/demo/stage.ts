/** The demo's stage: a school, its managed browser and its internet, and what a pupil can do there. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { launchManaged } from '../rig/browser.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { highestWritten, sendNow } from '../rig/numbers.ts'
import { ROOT } from '../rig/paths.ts'
import { startSchool } from '../rig/server.ts'
import type { School } from '../rig/server.ts'
import { until } from '../rig/until.ts'
import { startWeb } from '../rig/web.ts'
import type { TestWeb } from '../rig/web.ts'
import { AT_LAUNCH, demoPolicy, FORBIDDEN, GROUP, PERMITTED, SPA } from './school-day.ts'

export const PICTURES = join(ROOT, '.cache/demo')

export interface Stage {
  readonly web: TestWeb
  readonly school: School
  readonly browser: ManagedBrowser
}

export const say = (line: string): void => console.log(`  ${line}`)

/** The school's server with its policy published, and a browser that has it in force. */
export async function setStage(): Promise<Stage> {
  mkdirSync(PICTURES, { recursive: true })
  const [web, school] = await Promise.all([startWeb(), startSchool()])
  await school.openWindow(1)
  const file = join(school.folder, 'policy.json')
  writeFileSync(file, JSON.stringify(demoPolicy()))
  await school.command('policy', 'publish', file, 'The demo')
  say(`School server on ${school.address}, its policy published.`)
  const hosts = [...PERMITTED, ...FORBIDDEN, SPA].map(({ host }) => host)
  const browser = await launchManaged({
    web,
    hosts: [...hosts, AT_LAUNCH, '*.test'],
    headless: !process.env['DISPLAY'],
    policy: {
      schoolName: 'Greenfield Academy',
      serverAddress: school.address,
      serverKeys: school.keys,
      enrolmentToken: school.token,
      group: GROUP,
      ageGroup: 'secondary',
    },
  })
  return { web, school, browser }
}

/** Waits until the server's signed policy is what the browser's own rules say. */
export async function policyInForce({ browser }: Stage): Promise<void> {
  const inForce = async () =>
    browser.evaluateInWorker(async (host: string) => {
      const { policy } = await chrome.storage.local.get('policy')
      const rules = await chrome.declarativeNetRequest.getDynamicRules()
      return policy !== undefined && rules.some((rule) => JSON.stringify(rule.condition).includes(host))
    }, SPA.host)
  await until(inForce, { what: 'the school’s policy to be in force', within: 90_000 })
}

/** Types an address into a new tab and waits for what comes of it. */
export async function visit({ browser }: Stage, address: string): Promise<{ page: Page; blocked: boolean }> {
  const page = await browser.page()
  // A stopped navigation fails here, which is the point: what counts is where the tab ends up.
  await page.goto(address).catch(() => undefined)
  const settled = async () => page.url().includes('/blocked.html') || page.url().startsWith(address)
  await until(settled, { what: `${address} to load or be stopped`, within: 30_000 })
  const blocked = page.url().includes('/blocked.html')
  if (blocked) await page.waitForSelector('h1')
  return { page, blocked }
}

export async function picture(page: Page, name: string, how: { fullPage?: boolean } = {}): Promise<void> {
  await page.bringToFront()
  await page.screenshot({ ...how, path: join(PICTURES, `${name}.png`) })
}

/** The rows at the server once it has every row the device has written. */
export async function delivered(
  stage: Stage,
): Promise<{ written: number; stored: number; distinct: number; gaps: number }> {
  const { browser, school } = stage
  const count = () => {
    const [row] = school.query<{ acknowledged: number; stored: number; found: number }>(
      `SELECT i.acknowledged, count(r.seq) AS stored, count(DISTINCT r.seq) AS found
       FROM installations i LEFT JOIN rows r ON r.installation = i.id GROUP BY i.id`,
    )
    return row
  }
  // Delivery runs each minute; nobody wants to watch that.
  await sendNow(browser)
  const all = await until(
    async () => {
      const written = await highestWritten(browser)
      const now = count()
      return now?.acknowledged === written && { ...now, written }
    },
    { what: 'every row to be delivered', within: 150_000, every: 500 },
  )
  return { written: all.written, stored: all.stored, distinct: all.found, gaps: all.acknowledged - all.found }
}
