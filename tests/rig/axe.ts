/** What axe finds wrong with a page, by WCAG 2.2 AA. */
import { AxePuppeteer } from '@axe-core/puppeteer'
import type { Page } from 'puppeteer-core'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** A line for each fault, with the element that has it. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // Legacy: our pages hold no frames, and so no second page is opened for every look.
  const { violations } = await new AxePuppeteer(page).setLegacyMode().withTags(TAGS).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}
