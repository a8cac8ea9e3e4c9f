/** Puts the agreement's page before whoever uses the browser: in a tab of its own, over nothing that matters more. */
import { api } from './api.ts'

const agreementPage = (): string => api.runtime.getURL('agreement.html')

/** Whether it could be shown now without taking the place of anything: `open` says that it is there already. */
export async function placeForAgreement(): Promise<'free' | 'open' | 'later'> {
  if ((await api.tabs.query({ url: `${agreementPage()}*` })).length > 0) return 'open'
  const [front] = await api.tabs.query({ active: true, lastFocusedWindow: true })
  const window = front && (await api.windows.get(front.windowId).catch(() => undefined))
  if (!front || front.incognito || window?.type !== 'normal' || window.state === 'fullscreen') return 'later'
  const shown = front.url || front.pendingUrl || ''
  // A page of ours that somebody is at: a report, a lesson, a question. What was stopped is nobody's work.
  const isOurs =
    shown.startsWith(api.runtime.getURL('')) && !shown.startsWith(api.runtime.getURL('blocked.html'))
  return isOurs ? 'later' : 'free'
}

export const openAgreement = async (): Promise<void> =>
  void (await api.tabs.create({ url: agreementPage(), active: true }))
