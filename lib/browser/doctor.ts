/** What the browser lets an extension see of how it is set, and trying what it does not say. */
import type { Seen, Tried } from '../doctor/check.ts'
import type { OtherExtension } from '../doctor/others.ts'
import { api } from './api.ts'
import { manifest } from './manifest.ts'

/** Every other extension; themes and apps cannot do any of what counts here. */
export async function otherExtensions(): Promise<OtherExtension[]> {
  const all = await api.management.getAll()
  return all
    .filter(({ id, type }) => id !== api.runtime.id && type === 'extension')
    .map(({ id, name, permissions, enabled, installType }) => ({
      id,
      name,
      permissions,
      isOn: enabled,
      by: BY[installType] ?? 'person',
    }))
}

const BY: Readonly<Record<string, OtherExtension['by']>> = { admin: 'policy', sideload: 'program' }

/** Needs no gesture for an extension that was installed by policy. Rejects where the browser will not have it. */
export const switchOff = (id: string): Promise<void> => api.management.setEnabled(id, false)

/** Hears when another extension was put in or switched on. */
export function onOtherExtension(hear: () => void): void {
  api.management.onInstalled.addListener(() => hear())
  api.management.onEnabled.addListener(() => hear())
}

export async function seen(): Promise<Omit<Seen, 'tried' | 'shared'>> {
  const [self, others] = await Promise.all([api.management.getSelf(), otherExtensions()])
  const [, name = 'Chrome', version] = /(Edg|Chrome)\/(\d+)(?!.*Edg\/)/.exec(navigator.userAgent) ?? []
  return {
    browser: name === 'Edg' ? 'edge' : 'chrome',
    version: version === undefined ? undefined : Number(version),
    leastVersion: Number(manifest.minimum_chrome_version),
    own: { isByPolicy: self.installType === 'admin', mayDisable: self.mayDisable },
    others,
  }
}

/** Opens what should not open, out of sight, and closes it at once. */
export async function tryOut(addresses: readonly string[]): Promise<Tried> {
  const privateWindows = await tryPrivateWindow()
  const opens: string[] = []
  const unclear: string[] = []
  for (const address of addresses) {
    const outcome = await tryAddress(address)
    if (outcome === 'opens') opens.push(address)
    if (outcome === 'unclear') unclear.push(address)
  }
  return { privateWindows, opens, unclear }
}

/**
 * No window opens: an extension that private windows are closed to could not close it again. Asked for one with an
 * address that never opens there, the browser says which of the two it refuses first: the window, or the address in it.
 */
async function tryPrivateWindow(): Promise<Tried['privateWindows']> {
  try {
    await api.windows.create({ incognito: true, url: NEVER_PRIVATE })
    return 'opens'
  } catch (error) {
    const said = error instanceof Error ? error.message : ''
    if (/incognito mode is disabled/i.test(said)) return 'stopped'
    return said.includes(NEVER_PRIVATE) ? 'opens' : 'unclear'
  }
}

const NEVER_PRIVATE = 'chrome://extensions/'

const PATIENCE_MS = 5_000

/** In a tab behind the one in front. What the browser says first of it counts: that it was refused, or that it stands. */
async function tryAddress(url: string): Promise<'opens' | 'stopped' | 'unclear'> {
  const { promise, resolve } = Promise.withResolvers<'opens' | 'stopped' | 'unclear'>()
  let tabId: number | undefined
  const isOurs = (event: { tabId: number; frameId: number }) => event.tabId === tabId && event.frameId === 0
  const failed = (event: chrome.webNavigation.WebNavigationFramedErrorCallbackDetails) => {
    if (!isOurs(event) || event.url === 'about:blank') return
    // Any other failure came after the browser had let it be asked for; one of them is Kerb's own stop.
    resolve(event.error === 'net::ERR_BLOCKED_BY_ADMINISTRATOR' ? 'stopped' : 'opens')
  }
  const stands = (event: chrome.webNavigation.WebNavigationFramedCallbackDetails) => {
    if (isOurs(event) && event.url !== 'about:blank') resolve('opens')
  }
  const { onErrorOccurred, onCompleted } = api.webNavigation
  onErrorOccurred.addListener(failed)
  onCompleted.addListener(stands)
  const timer = setTimeout(() => resolve('unclear'), PATIENCE_MS)
  try {
    // Empty first: its number must be known before its events come.
    tabId = (await api.tabs.create({ url: 'about:blank', active: false })).id
    if (tabId === undefined) return 'unclear'
    await api.tabs.update(tabId, { url })
    return await promise
  } catch {
    return 'unclear' // Not every browser takes every such address from an extension.
  } finally {
    clearTimeout(timer)
    onErrorOccurred.removeListener(failed)
    onCompleted.removeListener(stands)
    if (tabId !== undefined) await api.tabs.remove(tabId).catch(() => undefined) // Closed by hand.
  }
}
