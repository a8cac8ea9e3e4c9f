/** A pupil in a hurry: a handful of tabs kept busy from outside, with no debugger attached to anything. */
import { setTimeout as pause } from 'node:timers/promises'
import type { ManagedBrowser } from '../rig/browser.ts'
import type { Traffic } from './traffic.ts'

const TABS = 3
/** A tab on one address for longer than this is stuck (its page was cut off) and makes room for another. */
const STUCK_MS = 6_000
const LOOK_EVERY_MS = 150

export interface Surf {
  /** Ends, and throws what went wrong while the browser was still expected to answer. */
  readonly stop: () => Promise<void>
}

async function close(browser: ManagedBrowser, targetId: string): Promise<void> {
  try {
    await browser.cdp.send('Target.closeTarget', { targetId })
  } catch (error) {
    // A slow browser still lists a tab that it is closing already.
    if (!(error instanceof Error) || !/no target with given id/i.test(error.message)) throw error
  }
}

/** Keeps `TABS` tabs on their way until stopped: opens, closes stopped ones, now and then types a forbidden one. */
export function surf(browser: ManagedBrowser, traffic: Traffic, next: () => number): Surf {
  let stopping = false
  const since = new Map<string, { url: string; at: number }>()

  const turn = async (): Promise<void> => {
    const tabs = await browser.tabs()
    traffic.shows(tabs.map(({ url }) => url))
    const now = performance.now()
    let open = tabs.length
    for (const { targetId, url } of tabs) {
      const before = since.get(targetId)
      if (before?.url !== url) since.set(targetId, { url, at: now })
      const stuck = before?.url === url && now - before.at > STUCK_MS
      const done = url.startsWith('chrome-extension:') || stuck
      // One tab always stays: with the last one the browser would go.
      if (done && open > 1 && before) {
        await close(browser, targetId)
        since.delete(targetId)
        open -= 1
      }
    }
    if (open >= TABS + 1) return
    await browser.open(next() < 0.2 ? traffic.forbidden('typed') : traffic.page())
  }

  const running = (async () => {
    while (!stopping) {
      try {
        await turn()
      } catch (error) {
        if (!stopping) throw error
      }
      await pause(LOOK_EVERY_MS)
    }
  })()
  // Looked at in `stop`; until then it must not end the process.
  running.catch(() => undefined)
  return {
    stop: async () => {
      stopping = true
      await running
    },
  }
}
