import { api } from './api.ts'

/** Resolves when a tab has loaded, is gone, or the time is up. */
export async function loaded(tabId: number, within: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const onUpdated = (id: number, { status }: { status?: string | undefined }): void => {
    if (id === tabId && status === 'complete') resolve()
  }
  const onRemoved = (id: number): void => {
    if (id === tabId) resolve()
  }
  const timer = setTimeout(resolve, within)
  api.tabs.onUpdated.addListener(onUpdated)
  api.tabs.onRemoved.addListener(onRemoved)
  try {
    const tab = await api.tabs.get(tabId).catch(() => undefined)
    if (tab?.status !== 'complete' || tab.url === 'about:blank') await promise
  } finally {
    clearTimeout(timer)
    api.tabs.onUpdated.removeListener(onUpdated)
    api.tabs.onRemoved.removeListener(onRemoved)
  }
}
