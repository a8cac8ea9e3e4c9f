/** What the extension knows of itself and its browser. */
import { api } from './api.ts'

export const blockedPage = (): string => api.runtime.getURL('blocked.html')
/** Any of our pages, by its name. */
export const ourPage = (name: string): string => api.runtime.getURL(`${name}.html`)
export const lessonPage = (): string => api.runtime.getURL('lesson.html')
export const extensionVersion = (): string => api.runtime.getManifest().version

/**
 * Whether this worker's version has run before, asked while the worker's script is first run: a worker that was just
 * installed, updated or loaded anew is not activated yet. False where the browser does not say.
 */
export const wasActivatedBefore = (): boolean =>
  (globalThis as { serviceWorker?: { state: string } }).serviceWorker?.state === 'activated'

/** Browser and version as it says of itself, for example `Chrome 156`. Full versions would only single devices out. */
export function browserName(): string {
  const brands = (navigator as { userAgentData?: { brands: { brand: string; version: string }[] } })
    .userAgentData?.brands
  const real = brands?.findLast(({ brand }) => !/not.?a.?brand/i.test(brand))
  return real ? `${real.brand} ${real.version}` : 'unknown browser'
}

export const isChromeOs = async (): Promise<boolean> => (await api.runtime.getPlatformInfo()).os === 'cros'

export async function platformName(): Promise<string> {
  const { os, arch } = await api.runtime.getPlatformInfo()
  return `${os} ${arch}`
}

/**
 * Puts our content scripts into tabs that were open before the forced install finished: the browser adds them only
 * to pages loaded later. Pages of the browser's own refuse, which is as it should be.
 */
export async function injectIntoOpenTabs(): Promise<void> {
  const scripts = api.runtime.getManifest().content_scripts ?? []
  // What runs in the page's own world has to be there before its scripts; later it would only show itself.
  const files = scripts.flatMap((one) => ('world' in one && one.world === 'MAIN' ? [] : (one.js ?? [])))
  const tabs = await api.tabs.query({ url: ['http://*/*', 'https://*/*'] })
  await Promise.all(
    tabs.map(async ({ id }) => {
      if (id === undefined) return
      try {
        await api.scripting.executeScript({
          target: { tabId: id, allFrames: true },
          files,
          injectImmediately: true,
        })
      } catch {
        // A tab that has just closed, an error page, or the web store: no script may run there.
      }
    }),
  )
}
