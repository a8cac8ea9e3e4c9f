/** Extension updates, as a school's web server would publish them. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ManagedBrowser } from './managed-browser.ts'
import { until } from './until.ts'

/**
 * Asks for the version in the feed and waits until it runs. Chromium applies an update only when the extension has
 * been idle for five seconds (no debugger, no running worker, no page of its own open), so the worker is stopped.
 */
export async function applyUpdate(browser: ManagedBrowser, version: string): Promise<void> {
  const { status } = await browser.evaluateInWorker(() => chrome.runtime.requestUpdateCheck())
  const fetched = () => browser.feed?.asked.some((path) => path.endsWith(`crx?v=${version}`)) ?? false
  // A second try at the same update is throttled: what the first one fetched waits to be applied.
  if (status !== 'update_available' && !fetched()) throw new Error(`The browser sees no update: ${status}`)
  await until(fetched, { what: 'the update to be fetched' })
  const installed = join(browser.profileDir, 'Default/Extensions', browser.extensionId)
  const unpacked = () =>
    existsSync(installed) && readdirSync(installed).some((n) => n.startsWith(`${version}_`))
  await until(unpacked, { what: 'the update to be unpacked' })
  // Looking at the worker does not wake it. The new version starts its own; one of the old version is in the way.
  await until(
    async () => {
      if (!(await browser.worker())) return false
      const current = await browser.evaluateInWorker(() => chrome.runtime.getManifest().version)
      if (current !== version) await browser.killWorker()
      return current === version
    },
    { what: 'the update to be applied', every: 250, within: 90_000 },
  )
}
