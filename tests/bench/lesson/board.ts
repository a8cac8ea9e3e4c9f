/** The teacher's console in a real page, as `npm run bench:lesson` uses it. */
import type { Browser, Page } from 'puppeteer-core'
import type { Lesson } from '../../../lib/policy/lesson.ts'
import { liveEventSchema } from '../../../lib/protocol/lessons.ts'
import { launchStaffBrowser, staffPage, takeCookie } from '../../rig/console.ts'
import { until } from '../../rig/until.ts'
import { installProbe, type Probe } from './probe.ts'
import { PERMITTED, WITHIN } from './settings.ts'

/** One lesson from its start to the last acknowledgement on the page. Times are epoch milliseconds. */
export interface Started {
  /** When the server received the click. */
  readonly lesson: Lesson
  readonly clicked: number
  /** When the page said that all enforce. */
  readonly allAt: number
  /** By name: when the page heard that the pupil's device enforces it, and when it showed that. */
  readonly heard: ReadonlyMap<string, number>
  readonly shown: ReadonlyMap<string, number>
}

declare global {
  var probe: Probe
}

const AT_START = '#lessons'

export class Board {
  readonly #browser: Browser
  readonly #page: Page

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser
    this.#page = page
  }

  static async open(address: string, secret: string): Promise<Board> {
    const browser = await launchStaffBrowser()
    const page = await staffPage(browser)
    page.setDefaultTimeout(WITHIN)
    await page.evaluateOnNewDocument(installProbe)
    await takeCookie(page, `kerb=${secret}`)
    await page.goto(`${address}/${AT_START}`)
    return new Board(browser, page)
  }

  /** At the start of a lesson, filled in with the class and the sites of its last one. */
  async toStart(): Promise<void> {
    await this.#leave()
    const plan = `Only ${PERMITTED.length} sites`
    const isThere = async (): Promise<boolean> => {
      const shown = await this.#page.evaluate(
        () => document.querySelector('.start:has(button:enabled) p')?.textContent,
      )
      return shown?.startsWith(plan) === true
    }
    try {
      await until(isThere, { what: `the plan “${plan}”`, within: WITHIN, every: 250 })
    } catch (error) {
      const text = await this.#page.evaluate(() => document.body.innerText)
      throw new Error(`the page is not ready for a lesson; it says: ${text}`, { cause: error })
    }
  }

  /** From a lesson back to the start, which is asked for anew: until that has come, the old plan may stand there. */
  async #leave(): Promise<void> {
    if (new URL(this.#page.url()).hash === AT_START) return
    await Promise.all([
      this.#page.waitForResponse((answer) => answer.url().endsWith('/admin/lessons/start')),
      this.#page.evaluate((to) => (location.hash = to), AT_START),
    ])
  }

  /** Presses Start, and waits until the page says that so many pupils of so many enforce. */
  async start(pupils: number): Promise<Started> {
    const { clicked, events, shown, allAt } = await this.#page.evaluate(
      (words, within) => globalThis.probe.start(words, within),
      `${pupils} of ${pupils} enforcing`,
      WITHIN,
    )
    const names = new Map<number, string>()
    const heard = new Map<string, number>()
    let lesson: Lesson | undefined
    for (const { at, data } of events) {
      const event = liveEventSchema.parse(JSON.parse(data))
      if (event.type === 'lesson') lesson = event.lesson
      if (event.type !== 'pupils') continue
      for (const { person, name, state } of event.pupils) {
        names.set(person, name)
        if (state === 'enforcing' && !heard.has(name)) heard.set(name, at)
      }
    }
    if (!lesson) throw new Error('the stream told of no lesson')
    const shownBy = new Map(shown.map(([pupil, at]) => [names.get(pupil) ?? '', at]))
    return { lesson, clicked, allAt, heard, shown: shownBy }
  }

  close(): Promise<void> {
    return this.#browser.close()
  }
}
