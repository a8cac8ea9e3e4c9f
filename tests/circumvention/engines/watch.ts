/** An engine on a host that nobody lists, and how long until it is stopped. */
import { expect } from 'vitest'
import { loaded, run, stoppedFor } from '../../browser/backstops/school.ts'
import { until } from '../../rig/until.ts'
import type { Guest } from '../../rig/web.ts'
import { PATIENCE, isOf, neverLoads } from '../hands.ts'
import type { Stage } from '../stage.ts'

/** What the engine is asked for: a page that says something, of a host of its own. */
const FAR = 'faraway.test'
export const FORBIDDEN = 'Words that nobody at school should have read'
export const farPage = ({ web }: Stage, path: string): string => `http://${FAR}:${web.http}${path}`

/** How long a proxied page may stand before it is stopped. */
export const MOST_MS = 1_000

/** Puts the engine on its host, and the forbidden page on another. */
export function place(stage: Stage, host: string, guest: Guest): string {
  stage.web.hand(host, guest)
  const path = `/${host}`
  stage.web.on(FAR, path, `<!doctype html><title>Far away</title><h1>${FORBIDDEN}</h1>`)
  return farPage(stage, path)
}

/** When the forbidden page had been handed over whole, or undefined as long as nobody has had it. */
const servedAt = ({ web }: Stage, host: string): number | undefined =>
  web.seen(FAR, `/${host}`).find(({ finishedAt }) => finishedAt !== undefined)?.finishedAt

/**
 * Opens the shell and asks it for a page as soon as it can; waits until some tab shows our page for its host. Returns how
 * long the proxied page stood before that: 0 where it was never fetched.
 */
export async function isStopped(
  stage: Stage,
  host: string,
  url: string,
  act = `void go(${JSON.stringify(url)})`,
) {
  const { browser } = stage
  const tab = await browser.open(`https://${host}/`)
  // It may be stopped before its page has even loaded.
  const shell = loaded(browser, tab, `https://${host}/`)
    .then(() => run(browser, tab, act))
    .catch(() => undefined)
  const at = await until(
    async () => (await browser.tabs()).some((one) => isOf(stoppedFor(browser, one.url), host)) && Date.now(),
    { what: `our page in place of ${host}`, within: PATIENCE, every: 20 },
  ).catch(async (cause: unknown) => {
    const shown = (await browser.tabs()).find(({ targetId }) => targetId === tab)?.url
    const got = servedAt(stage, host) === undefined ? 'nothing was fetched' : 'the proxied page was fetched'
    throw new Error(`Nothing stops ${host}: ${got}; the tab shows ${shown}`, { cause })
  })
  await shell
  return exposure(stage, host, at)
}

/** How long the proxied page had been there at this moment; too long is an error. */
export function exposure(stage: Stage, host: string, at: number): number {
  const served = servedAt(stage, host)
  const ms = served === undefined ? 0 : Math.max(0, at - served)
  expect(ms, 'milliseconds that the proxied page stood').toBeLessThanOrEqual(MOST_MS)
  return ms
}

/** It stays closed: typed again, its proxied pages too, and with a worker that was killed. */
export async function staysClosed(stage: Stage, host: string): Promise<void> {
  await neverLoads(stage, `https://${host}/`, host)
  await stage.browser.killWorker()
  await neverLoads(stage, `https://${host}/again`, host)
}
