/** An engine on a host that nobody lists, and how long until it is stopped. */
import { expect } from 'vitest'
import { run, stoppedFor } from '../../browser/backstops/school.ts'
import { until } from '../../rig/until.ts'
import type { Guest } from '../../rig/web.ts'
import { PATIENCE, endsStopped, isOf, stops } from '../hands.ts'
import type { Stage } from '../stage.ts'

/** What the engine is asked for: a page that says something, of a host of its own. */
const FAR = 'faraway.test'
export const FORBIDDEN = 'Words that nobody at school should have read'
export const farPage = ({ web }: Stage, path: string): string => `http://${FAR}:${web.http}${path}`

/** A page as pages are: it says whose it is, and leads on to others of its site. */
const farAway = (
  own: string,
): string => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Far Away – films</title>
<link rel="canonical" href="${own}"><meta property="og:url" content="${own}"><meta property="og:site_name" content="Far Away"></head>
<body><h1>${FORBIDDEN}</h1><form action="${own}/search"><input name="q"></form>
${Array.from({ length: 12 }, (_, at) => `<p><a href="${own}/film/${at}">Film ${at}</a></p>`).join('')}</body></html>`

/**
 * How long a proxied page may stand before it is stopped. A second is what is wanted, and the table says how long it was;
 * that the machine is busy must not fail a test.
 */
export const MOST_MS = 3_000

/** Puts the engine on its host, and the forbidden page on another. */
export function place(stage: Stage, host: string, guest: Guest): string {
  stage.web.hand(host, guest)
  const path = `/${host}`
  stage.web.on(FAR, path, farAway(farPage(stage, path)))
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
  let asked = false
  const ask = async (): Promise<void> => {
    asked = await run<boolean>(browser, tab, `document.readyState === 'complete' && typeof go === 'function'`)
    if (asked) await run(browser, tab, act)
  }
  const stopped = async () =>
    (await browser.tabs()).some((one) => isOf(stoppedFor(browser, one.url), host)) && Date.now()
  // It may be stopped before its page has even loaded, or while it is asked.
  const look = async () => (await stopped()) || (asked || (await ask()), false)
  const at = await until(look, {
    what: `our page in place of ${host}`,
    within: PATIENCE,
    every: 20,
  }).catch(async (cause: unknown) => {
    const shown = (await browser.tabs()).find(({ targetId }) => targetId === tab)?.url
    const got = servedAt(stage, host) === undefined ? 'nothing was fetched' : 'the proxied page was fetched'
    throw new Error(`Nothing stops ${host}: ${got}; the tab shows ${shown}`, { cause })
  })
  return exposure(stage, host, at)
}

/** How long the proxied page had been there at this moment; too long is an error. */
export function exposure(stage: Stage, host: string, at: number): number {
  const served = servedAt(stage, host)
  const ms = served === undefined ? 0 : Math.max(0, at - served)
  expect(ms, 'milliseconds that the proxied page stood').toBeLessThanOrEqual(MOST_MS)
  return ms
}

/** It stays closed: typed again, and with a worker that was killed. What its page had still asked for does not count. */
export async function staysClosed(stage: Stage, host: string): Promise<void> {
  await endsStopped(stage, host)
  await isClosed(stage, host, '/?typed')
  await stage.browser.killWorker()
  await isClosed(stage, host, '/?cold')
}

async function isClosed(stage: Stage, host: string, path: string): Promise<void> {
  await stops(stage, await stage.browser.open(`https://${host}${path}`), host)
  expect(stage.web.seen(host, path), `requests for ${host}${path}`).toEqual([])
}
