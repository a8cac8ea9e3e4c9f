/** The agreement's text on a device's disk, which a device fetches at a moment of its own. */
import type { ManagedBrowser } from './browser.ts'
import { sendNow } from './numbers.ts'

/** Lets that moment come, and says whether the text is there. To be asked until it is. */
export async function hasText(browser: ManagedBrowser): Promise<boolean> {
  await sendNow(browser)
  return browser.evaluateInWorker(async () => {
    const key = 'agreement-text-turn'
    const turn = (await chrome.storage.session.get(key))[key] as object | undefined
    if (turn) await chrome.storage.session.set({ [key]: { ...turn, until: 0 } })
    return 'agreement-text-child' in (await chrome.storage.local.get())
  })
}
