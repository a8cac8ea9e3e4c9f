/**
 * Every listener of the worker, registered in one synchronous step: a worker that was woken for an event gets it
 * only when the listener is there before its first await (developer.chrome.com, service worker events).
 */
import type { NavigationEvent } from '../navigation/navigation-guard.ts'
import type { FrameRequest } from '../navigation/launch-guard.ts'
import { api } from './api.ts'

export interface Handlers {
  /** Must answer at once. */
  readonly frameRequest: (request: FrameRequest) => { cancel?: boolean }
  readonly beforeNavigate: (event: NavigationEvent) => void
  readonly committed: (event: NavigationEvent) => void
  readonly moved: (event: NavigationEvent) => void
  readonly failed: (event: NavigationEvent) => void
  /** A tab was made that is to show this address. */
  readonly tabMade: (tabId: number, url: string) => void
  /** A page of the other tab opened this one, in whatever window. */
  readonly tabOpened: (tabId: number, url: string, by: number) => void
  readonly tabRemoved: (tabId: number) => void
  readonly lastWindowClosed: () => void
  readonly managedChanged: () => void
  readonly alarm: (name: string) => void
  readonly personChanged: () => void
  readonly message: (message: unknown, sender: chrome.runtime.MessageSender) => Promise<unknown> | undefined
  /** “Tell someone”, by the keyboard or a menu. */
  readonly tell: () => void
  /** The extension was installed or updated: `true` on the first install. */
  readonly installed: (first: boolean) => void
  readonly browserStarted: () => void
  /** Nobody has used the device for a while, its screen is locked, or somebody is there again. */
  readonly idle: (state: 'active' | 'idle' | 'locked') => void
  /** A new version waits until the worker sleeps. */
  readonly updateWaits: () => void
}

export function listen(on: Handlers): void {
  api.webRequest.onBeforeRequest.addListener(
    (details) => on.frameRequest(details),
    { urls: ['http://*/*', 'https://*/*'], types: ['main_frame', 'sub_frame'] as never },
    ['blocking'],
  )
  const { webNavigation } = api
  webNavigation.onBeforeNavigate.addListener((event) => on.beforeNavigate(event))
  webNavigation.onCommitted.addListener((event) => on.committed(event))
  webNavigation.onHistoryStateUpdated.addListener((event) => on.moved(event))
  webNavigation.onReferenceFragmentUpdated.addListener((event) => on.moved(event))
  webNavigation.onErrorOccurred.addListener((event) => on.failed(event))
  api.tabs.onCreated.addListener(({ id, pendingUrl, url }) => {
    if (id !== undefined) on.tabMade(id, pendingUrl || url || '')
  })
  webNavigation.onCreatedNavigationTarget.addListener(({ tabId, url, sourceTabId }) =>
    on.tabOpened(tabId, url, sourceTabId),
  )
  api.tabs.onRemoved.addListener((tabId) => on.tabRemoved(tabId))
  api.windows.onRemoved.addListener(() => {
    void api.windows.getAll().then((windows) => windows.length === 0 && on.lastWindowClosed())
  })
  api.storage.managed.onChanged.addListener(() => on.managedChanged())
  api.alarms.onAlarm.addListener(({ name }) => on.alarm(name))
  api.idle.onStateChanged.addListener((state) => on.idle(state))
  api.identity.onSignInChanged.addListener(() => on.personChanged())
  api.runtime.onMessage.addListener((message: unknown, sender, respond) => {
    const answer = on.message(message, sender)
    if (!answer) return false
    // Older Chromium takes no promise from this listener.
    void answer.then(respond)
    return true
  })
  // Each of them has no other entry.
  api.commands.onCommand.addListener(() => on.tell())
  api.contextMenus.onClicked.addListener(() => on.tell())
  api.runtime.onInstalled.addListener(({ reason }) => on.installed(reason === 'install'))
  api.runtime.onStartup.addListener(() => on.browserStarted())
  api.runtime.onUpdateAvailable.addListener(() => on.updateWaits())
}
