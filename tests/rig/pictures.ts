/** Pictures of pages, taken by the tests that bring them into each state: in the folder that KERB_SCREENS names. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'

const folderOf = (): string => process.env['KERB_SCREENS'] ?? ''

/** Whether somebody asked for pictures: what is done for them alone can be left out. */
export const areWanted = (): boolean => folderOf() !== ''

/** Of the page down to its end. Takes none where nobody asked for any. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (!areWanted()) return
  const folder = folderOf()
  mkdirSync(folder, { recursive: true })
  const isLong = await page.evaluate(() => {
    // What was said last hides what the picture is of; the marks of made-up data are for tests.
    document.querySelector<HTMLElement>('.notice button')?.click()
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const text = texts.currentNode as Text
      if (/[«»]/.test(text.data)) text.data = text.data.replace(/[«»]/g, '')
    }
    scrollTo(0, 0)
    return document.documentElement.scrollHeight > innerHeight
  })
  // A page that is in sight whole is taken as it stands: from right to left it would come out off its place.
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: isLong })
}
