/** Members of staff at the console of the tour's school. */
import { execFileSync } from 'node:child_process'
import type { Page } from 'puppeteer-core'
import type { Role } from '../../lib/protocol/staff-roles.ts'
import { setName } from '../../server/staff/members.ts'
import { memberCookie } from '../../server/testing-staff.ts'
import { AMY, type Classroom } from '../browser/lessons/classroom.ts'
import { launchStaffBrowser, staffPage, takeCookie } from '../rig/console.ts'
import { ROOT } from '../rig/paths.ts'

const SLOW_MACHINE = 90_000

export interface Desks {
  /** Signed in, at the console's first page for these roles. */
  readonly console: (address: string, roles: readonly Role[], name: string) => Promise<Page>
  close(): Promise<void>
}

/** Before the server starts: it serves what it finds then. */
export function buildConsole(): void {
  const vite = ['vite', 'build', '--config', 'console/vite.config.ts', '--logLevel', 'error']
  execFileSync('npx', vite, { cwd: ROOT })
}

export async function openDesks({ school, context }: Pick<Classroom, 'school' | 'context'>): Promise<Desks> {
  const browser = await launchStaffBrowser()
  return {
    async console(address, roles, name) {
      const { person, cookie } = await memberCookie({ context }, address, roles)
      await setName(context, context.db, person, name)
      const page = await staffPage(browser)
      page.setDefaultTimeout(SLOW_MACHINE)
      await takeCookie(page, cookie)
      await page.goto(school.address)
      await page.waitForSelector('main h1')
      return page
    },
    close: () => browser.close(),
  }
}

/** The first button whose name begins so. */
export const pressFirst = (page: Page, beginning: string): Promise<void> =>
  page.locator(`::-p-xpath(//button[starts-with(normalize-space(.), "${beginning}")])`).click()

/** Waits until these words stand on the page, line breaks aside. */
export async function sees(page: Page, words: string): Promise<void> {
  const stands = (wanted: string) => document.body.innerText.replace(/\s+/g, ' ').includes(wanted)
  await page.waitForFunction(stands, {}, words).catch(async (cause: unknown) => {
    const instead = await page.evaluate(() => document.body.innerText)
    throw new Error(`The page does not say “${words}”. It says:\n${instead}`, { cause })
  })
}

/** Looks at Amy's record, with a reason. */
export async function asksToLook(desk: Page): Promise<void> {
  await desk.locator('section[aria-labelledby=record] input[name=find]').fill('amy')
  await desk.keyboard.press('Enter')
  await desk.locator(`::-p-aria([name="Look at the record of ${AMY}"][role="button"])`).click()
  await desk.waitForSelector('select[name=reason]')
  await desk.select('select[name=reason]', 'concern')
  await desk.locator('textarea[name=words]').fill('She told us of a stranger')
  await pressFirst(desk, 'Open the record')
}
