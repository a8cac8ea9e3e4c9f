/** Tries one address in a tab behind the one in front, and closes it as soon as it is known what became of it. */
import type { Outcome } from '../protocol/self-check.ts'
import { api } from './api.ts'
import { blockedPage } from './runtime.ts'

const PATIENCE_MS = 8_000
/** What is shown is given so long to be stopped after all. */
const LATE_MS = 1_500
const BY_US = 'net::ERR_BLOCKED_BY_CLIENT'
const BY_POLICY = 'net::ERR_BLOCKED_BY_ADMINISTRATOR'
/** Another navigation took its place: what that is, is told next. */
const REPLACED = 'net::ERR_ABORTED'

/**
 * @param made hears of the tab before anything is asked for in it
 * @param stop closes the tab at once
 */
export async function tryCase(
  address: string,
  made: (tabId: number) => void,
  stop?: AbortSignal,
): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>()
  const stopped = () => resolve('unclear')
  let tabId: number | undefined
  let late: ReturnType<typeof setTimeout> | undefined
  const isOurs = (event: { tabId: number; frameId: number }) => event.tabId === tabId && event.frameId === 0
  const failed = (event: chrome.webNavigation.WebNavigationFramedErrorCallbackDetails) => {
    if (!isOurs(event) || event.url === BLANK || event.error === REPLACED) return
    resolve(event.error === BY_US || event.error === BY_POLICY ? 'stopped' : 'unreachable')
  }
  const shown = (event: chrome.webNavigation.WebNavigationTransitionCallbackDetails) => {
    if (!isOurs(event) || event.url === BLANK) return
    if (event.url.startsWith(`${blockedPage()}?`)) return resolve(late === undefined ? 'stopped' : 'late')
    if (!/^https?:/.test(event.url)) return
    const isThere = hostOf(event.url) === hostOf(address)
    late ??= setTimeout(() => resolve(isThere ? 'loaded' : 'elsewhere'), LATE_MS)
  }
  const { onErrorOccurred, onCommitted } = api.webNavigation
  onErrorOccurred.addListener(failed)
  onCommitted.addListener(shown)
  const timer = setTimeout(() => resolve('unclear'), PATIENCE_MS)
  stop?.addEventListener('abort', stopped, { once: true })
  try {
    // Empty first: its number must be known before its events come.
    tabId = (await api.tabs.create({ url: BLANK, active: false })).id
    if (tabId === undefined) return 'unclear'
    made(tabId)
    await api.tabs.update(tabId, { url: address, muted: true })
    return await promise
  } catch {
    return 'unclear' // No window is open, or the tab was closed by hand.
  } finally {
    clearTimeout(timer)
    clearTimeout(late)
    stop?.removeEventListener('abort', stopped)
    onErrorOccurred.removeListener(failed)
    onCommitted.removeListener(shown)
    if (tabId !== undefined) await api.tabs.remove(tabId).catch(() => undefined) // Closed by hand.
  }
}

/** Closes a tab that a check left behind because its worker was ended, if it shows nothing but what the check put there. */
export async function closeLeft(tabId: number, address: string): Promise<void> {
  const tab = await api.tabs.get(tabId).catch(() => undefined) // Closed already.
  const url = tab?.pendingUrl || tab?.url || BLANK
  const isOurs = url === BLANK || url === address || url.startsWith(`${blockedPage()}?`)
  if (tab && isOurs) await api.tabs.remove(tabId).catch(() => undefined)
}

const BLANK = 'about:blank'

/** With or without `www.`: sites send from one to the other. */
const hostOf = (address: string): string =>
  (URL.parse(address)?.hostname ?? '').toLowerCase().replace(/^www\./, '')
