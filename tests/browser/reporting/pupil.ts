/** A pupil's browser that tells somebody: it believes a safeguarding team, and has pages to tell of. */
import type { Page } from 'puppeteer-core'
import type { ManagedBrowser, ManagedOptions } from '../../rig/browser.ts'
import { startWeb, type TestWeb } from '../../rig/web.ts'
import { startSchoolBrowser } from '../backstops/school.ts'
import { believe, closeReport, newTeam, reportingValues, type Team } from './stage.ts'

export interface Pupil {
  readonly web: TestWeb
  readonly browser: ManagedBrowser
  readonly team: Team
  /** Opens a page in front. */
  open(url: string): Promise<Page>
  /** The address of the tab in front. */
  front(): Promise<string>
  /** Begins anew: no report and no page is open. */
  clear(): Promise<void>
  close(): Promise<void>
}

/** `games.test` is blocked, `www.pornhub.com` opened by the school itself, `help.test` a lifeline. */
export async function openPupil(more: Pick<ManagedOptions, 'headless'> = {}): Promise<Pupil> {
  const [web, team] = await Promise.all([startWeb(), newTeam()])
  const values = {
    ...reportingValues(team),
    blockEntries: ['games.test'],
    allowEntries: ['www.pornhub.com'],
    lifelines: ['help.test'],
  }
  const browser = await startSchoolBrowser(values, {
    web,
    hosts: ['*.test', 'www.pornhub.com'],
    debugging: true,
    ...more,
  })
  await believe(team, browser)
  return {
    web,
    browser,
    team,
    async open(url) {
      const page = await browser.page(url)
      await page.bringToFront()
      return page
    },
    front: () =>
      browser.evaluateInWorker(
        async () => (await chrome.tabs.query({ active: true, lastFocusedWindow: true }))[0]?.url ?? '',
      ),
    async clear() {
      await closeReport(browser)
      for (const page of await browser.browser.pages()) if (page.url().includes('.test')) await page.close()
    },
    async close() {
      await browser.close()
      await web.close()
    },
  }
}
