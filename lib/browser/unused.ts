/** Whether somebody is at the device: what may be done unseen while nobody is. */
import { api } from './api.ts'
import { idleNow } from './cover.ts'

/** Without a key or a pointer anywhere on the device. Seconds. */
const UNUSED_FOR = 300
/** The least that the browser tells. */
const JUST_NOW = 15
/** How soon it is noticed that somebody is back. Milliseconds. */
const LOOKS_EACH = 500

/** Nobody has touched it for some minutes, and nothing plays or fills the screen, as a film or a talk does. */
export async function isUnused(): Promise<boolean> {
  if ((await idleNow(UNUSED_FOR)) === 'active') return false
  const windows = await api.windows.getAll()
  // Without a window there is no tab to try anything in.
  if (windows.length === 0 || windows.some(({ state }) => state === 'fullscreen')) return false
  return (await api.tabs.query({ audible: true })).length === 0
}

/** Calls `stop` as soon as somebody touches it, or it is needed. @returns what ends it */
export function untilUsed(isNeeded: () => boolean, stop: () => void): () => void {
  const timer = setInterval(() => {
    if (isNeeded()) stop()
    else void idleNow(JUST_NOW).then((state) => state === 'active' && stop())
  }, LOOKS_EACH)
  return () => clearInterval(timer)
}
