/**
 * The pictures of a tour: each page in four looks, with axe run on each. A page is put into another language by its
 * own choice of languages, so that what was typed and where one was must outlast it.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { accessibilityFaults } from '../rig/axe.ts'
import { ALL_CONSOLE_LOOKS, dressConsole } from '../rig/console.ts'
import { moving } from '../rig/motion.ts'
import { ROOT } from '../rig/paths.ts'

export const ALBUM = join(ROOT, '.cache/tour')

interface Look {
  readonly name: string
  readonly dark?: boolean
  readonly width?: number
  readonly language?: string
}

const LOOKS: readonly Look[] = [
  { name: 'light' },
  { name: 'dark', dark: true },
  { name: 'urdu', language: 'ur' },
  { name: '320', width: 320 },
]
const LANGUAGE = '.language select'
const ENGLISH = 'en-GB'

/** As wide as the browser shows it; all others fill the window. */
const WIDTHS: Readonly<Record<string, number>> = { popup: 368 }

export class Album {
  /** Pictures of pages of ours: axe was run on each. */
  screens = 0
  /** Pictures of web pages with what we put on them, out of axe's reach as it is out of the page's. */
  glimpses = 0
  /** What is wrong, each with its picture's name. */
  readonly faults: string[] = []

  constructor() {
    rmSync(ALBUM, { recursive: true, force: true })
    mkdirSync(ALBUM, { recursive: true })
  }

  #chapter = 0
  /** The next pictures belong to the next chapter of the day. */
  chapter(): void {
    this.#chapter += 1
  }

  /** A page of ours as it stands, in every look; afterwards it is in light and in English again. */
  async keep(page: Page, name: string): Promise<void> {
    await page.bringToFront()
    for (const look of LOOKS) await this.#keepOne(page, this.#named(name, look), look)
    await dress(page, { name: 'light' })
  }

  /** A page of the console, which speaks English alone. `part`: all that the picture shows. */
  async keepConsole(page: Page, name: string, part?: string): Promise<void> {
    await page.bringToFront()
    for (const look of ALL_CONSOLE_LOOKS) {
      await dressConsole(page, look)
      await this.#picture(page, this.#named(name, { name: `${look.scheme}-${look.width}` }), part)
    }
    await dressConsole(page, { scheme: 'light', width: 1280 })
  }

  /** A page that is not ours, with what we put on it. It has no language of ours, and its faults are its own. */
  async glimpse(page: Page, name: string): Promise<void> {
    await page.bringToFront()
    for (const look of LOOKS.filter(({ language }) => language === undefined)) {
      await wear(page, look)
      await page.screenshot({ path: join(ALBUM, `${this.#named(name, look)}.png`) })
      this.glimpses += 1
    }
    await wear(page, { name: 'light' })
  }

  #named(name: string, look: Look): string {
    const place = this.#chapter === 0 ? 'state' : `day-${String(this.#chapter).padStart(2, '0')}`
    return `${place}-${name}-${look.name}`
  }

  async #keepOne(page: Page, name: string, look: Look): Promise<void> {
    await dress(page, look)
    await this.#picture(page, name)
  }

  async #picture(page: Page, name: string, part?: string): Promise<void> {
    const isSideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    const found = [
      ...(await accessibilityFaults(page)),
      ...(isSideways ? ['wider than its window'] : []),
      ...(await page.evaluate(moving)).map((one) => `moves for who asks for less motion: ${one}`),
    ]
    this.faults.push(...found.map((fault) => `${name}: ${fault}`))
    await page.evaluate(withoutMarks)
    // Where the last press was, something would look as if it were pointed at.
    await page.mouse.move(0, 0)
    const path = join(ALBUM, `${name}.png`)
    const isLong = await page.evaluate(() => document.documentElement.scrollHeight > innerHeight)
    const shown = part === undefined ? null : await page.$(part)
    if (shown) await shown.screenshot({ path })
    else await page.screenshot({ path, fullPage: isLong })
    this.screens += 1
  }
}

async function wear(page: Page, { dark = false, width }: Look): Promise<void> {
  const usual = Object.entries(WIDTHS).find(([name]) => page.url().includes(`/${name}.html`))?.[1] ?? 1024
  await page.setViewport({ width: width ?? usual, height: 768 })
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ])
}

async function dress(page: Page, look: Look): Promise<void> {
  const { language = ENGLISH } = look
  await wear(page, look)
  if ((await page.evaluate(() => document.documentElement.lang)) === language) return
  // On the stage the words come over the network, which a page that is offline does not have.
  const isOffline = await page.evaluate(() => !navigator.onLine)
  if (isOffline) await page.setOfflineMode(false)
  await page.select(LANGUAGE, language)
  await page.waitForFunction((lang) => document.documentElement.lang === lang, {}, language)
  if (isOffline) await page.setOfflineMode(true)
}

/** The marks of made-up data are for tests. */
function withoutMarks(): void {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const text = texts.currentNode as Text
    if (/[«»]/.test(text.data)) text.data = text.data.replace(/[«»]/g, '')
  }
}
