/** What cases do to a browser and see of it. */
import { expect } from 'vitest'
import { loaded, openPage, press, rowsFor, run, stoppedFor } from '../browser/backstops/school.ts'
import type { TargetInfo } from '../rig/cdp.ts'
import { until } from '../rig/until.ts'
import type { Stage } from './stage.ts'

/** How long something that should be stopped is waited for: the machine may be busy. */
export const PATIENCE = 20_000

const bare = (host: string): string => host.replace(/\.+$/, '')
export const isOf = (url: string | null, host: string): boolean => {
  if (url === null || !URL.canParse(url)) return false
  const found = bare(new URL(url).hostname)
  return found === host || found.endsWith(`.${host}`)
}

/** Waits until this tab shows our blocked page for an address of this host. Returns when it was seen. */
export async function stops({ browser }: Stage, tab: string, host: string): Promise<number> {
  let seen: TargetInfo | undefined
  await until(
    async () => {
      seen = (await browser.tabs()).find(({ targetId }) => targetId === tab)
      return seen !== undefined && isOf(stoppedFor(browser, seen.url), host)
    },
    { what: `our page in place of ${host}`, within: PATIENCE, every: 20 },
  ).catch((cause: unknown) => {
    throw new Error(`Nothing stops ${host}: the tab shows ${seen?.url ?? 'nothing'}`, { cause })
  })
  return Date.now()
}

/** Types an address and waits for our page in its place; nothing of that host may have been asked for. */
export async function neverLoads(stage: Stage, url: string, host: string): Promise<void> {
  const before = stage.web.leaked([host])
  await stops(stage, await stage.browser.open(url), host)
  expect(stage.web.leaked([host]) - before, `requests that reached ${host}`).toBe(0)
}

/** An address that must load, whole, under its own name. */
export const staysOpen = ({ browser }: Stage, url: string): Promise<string> => openPage(browser, url)

/** Waits until the record says that something of this host was stopped. */
export async function onRecord({ browser }: Stage, host: string): Promise<void> {
  let kinds: string[] = []
  const isBlocked = async (): Promise<boolean> => {
    kinds = (await rowsFor(browser, host)).map(({ kind }) => kind)
    return kinds.includes('blocked')
  }
  const what = `${host} on record as stopped`
  await until(isBlocked, { what, within: PATIENCE, every: 200 }).catch((cause: unknown) => {
    throw new Error(`${host} is not on record as stopped, but as: ${kinds.join(', ') || 'nothing'}`, {
      cause,
    })
  })
}

/**
 * The host is stopped, not only warned about. Where the first look warned, the pupil goes on past the warning, and then it
 * must be stopped all the same.
 */
export async function endsStopped(stage: Stage, host: string): Promise<void> {
  const kinds = async () => (await rowsFor(stage.browser, host)).map(({ kind }) => kind)
  const isRecorded = async () => (await kinds()).some((kind) => kind === 'blocked' || kind === 'warned')
  await until(isRecorded, { what: `${host} on record`, within: PATIENCE, every: 100 })
  if ((await kinds()).includes('blocked')) return
  const { targetId } = await someTabStops(stage, host)
  await press(stage.browser, targetId, 'Continue to the page')
  await onRecord(stage, host)
}

/** Waits until a tab that was not asked for by name shows our page for this host. */
export const someTabStops = ({ browser }: Stage, host: string): Promise<TargetInfo> =>
  until(async () => (await browser.tabs()).find(({ url }) => isOf(stoppedFor(browser, url), host)), {
    what: `our page in place of ${host}`,
    within: PATIENCE,
  })

/** A page of the permitted school site with this markup, open. */
export async function schoolPage(
  stage: Stage,
  path: string,
  markup: string,
  host = 'school.test',
): Promise<string> {
  stage.web.on(host, path, `<!doctype html><meta charset="utf-8"><title>${path}</title>${markup}`)
  return openPage(stage.browser, `http://${host}${path}`)
}

/** Runs in the page until it is so. */
export const waits = (stage: Stage, tab: string, condition: string, what: string): Promise<unknown> =>
  until(() => run<boolean>(stage.browser, tab, condition), { what, within: PATIENCE })

/** Every address that frames of this tab have, as the extension's own view of the browser says. */
export const framesOf = (stage: Stage, tab: string): Promise<string[]> =>
  stage.browser.cdp.evaluate<string>(tab, 'location.href').then((href) =>
    stage.browser.evaluateInWorker(async (href) => {
      const found = (await chrome.tabs.query({})).find(({ url }) => url === href)
      const frames = (await chrome.webNavigation.getAllFrames({ tabId: found?.id ?? -1 })) ?? []
      // What was refused keeps its address: the browser's error page stands there.
      return frames.filter(({ errorOccurred }) => !errorOccurred).map(({ url }) => url)
    }, href),
  )

/** Waits until no frame of the tab is of this host; that there was one to stop, the record shows. */
export async function frameStops(stage: Stage, tab: string, host: string): Promise<void> {
  await onRecord(stage, host)
  await until(async () => !(await framesOf(stage, tab)).some((url) => isOf(url, host)), {
    what: `the frame of ${host} to be gone`,
    within: PATIENCE,
  })
}

export { loaded, openPage, run }
