/** The notice of what is recorded, which takes the first new tab of everybody who has not read it. */
import type { ManagedBrowser } from '../../rig/browser.ts'
import { until } from '../../rig/until.ts'
import { openPage, PATIENTLY, press } from '../backstops/school.ts'

/** Read and put away, so that new tabs are the browser's own again. */
export async function readNotice(browser: ManagedBrowser): Promise<void> {
  const page = `chrome-extension://${browser.extensionId}/welcome.html`
  await press(browser, await openPage(browser, page), 'I have seen this')
  const isTold = () =>
    browser.evaluateInWorker(async () => (await chrome.storage.local.get('notices'))['notices'] !== undefined)
  await until(isTold, { what: 'the notice to be read', within: PATIENTLY })
}
