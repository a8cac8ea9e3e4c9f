/** Messages between our pages, content scripts and the worker: the browser's side of lib/messages. */
import { api } from './api.ts'

/** Our id and the origin of our pages (`chrome-extension://…`, no final slash). */
export const own = (): { id: string; origin: string } => ({
  id: api.runtime.id,
  origin: api.runtime.getURL('').replace(/\/$/, ''),
})

/** Sends a message to the worker, starting it if it sleeps. Rejects when there is none to answer. */
export const sendToWorker = (message: unknown): Promise<unknown> => api.runtime.sendMessage(message)

/** Sends a message to our content script in one frame. Rejects when there is none (a page of the browser's own). */
export const sendToFrame = (tabId: number, frameId: number, message: unknown): Promise<unknown> =>
  api.tabs.sendMessage(tabId, message, { frameId })

/**
 * Answers messages from inside the extension. Call it synchronously when the worker starts. `route` returns
 * undefined for what is not its business. Messages from other extensions and from web pages come by
 * `onMessageExternal`, to which nobody listens.
 */
export function onMessage(
  route: (message: unknown, sender: chrome.runtime.MessageSender) => Promise<unknown> | undefined,
): void {
  api.runtime.onMessage.addListener((message: unknown, sender, sendResponse) => {
    const reply = route(message, sender)
    if (!reply) return false
    // `true` with `sendResponse` works in every version; a returned promise only in newer ones
    // (https://crbug.com/40753031).
    reply.then(sendResponse, () => sendResponse(undefined))
    return true
  })
}
