/** Pictures of pages, taken by the tests that bring them into each state: in the folder that KERB_SCREENS names. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'

/** Takes none where nobody asked for any. `whole`: beyond what is in sight, down to the page's end. */
export async function takePicture(page: Page, name: string, { whole = true } = {}): Promise<void> {
  const folder = process.env['KERB_SCREENS']
  if (folder === undefined || folder === '') return
  mkdirSync(folder, { recursive: true })
  await page.evaluate(() => scrollTo(0, 0))
  await page.screenshot({ path: join(folder, `${name}.png`) as `${string}.png`, fullPage: whole })
}
