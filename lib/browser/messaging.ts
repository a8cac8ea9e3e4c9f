/** Messages between our pages, content scripts and the worker: the browser's side of lib/messages. */
import { api } from './api.ts'

/** Our id and the origin of our pages (`chrome-extension://…`, no final slash). */
export const own = (): { id: string; origin: string } => ({
  id: api.runtime.id,
  origin: api.runtime.getURL('').replace(/\/$/, ''),
})

/** Sends a message to the worker, starting it if it sleeps. Rejects when there is none to answer. */
export const sendToWorker = (message: unknown): Promise<unknown> => api.runtime.sendMessage(message)
