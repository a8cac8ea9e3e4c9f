/** Scripts of ours that are in no page until they are needed there. */
import { api } from './api.ts'
import { unlessGone } from './unless-gone.ts'

/** Each makes sure by itself that it is there once. A document that is still being sent is not waited for. */
export async function bring(
  file: 'frames' | 'guard' | 'personal',
  tabId: number,
  frameId: number,
): Promise<void> {
  const target = { tabId, frameIds: [frameId] }
  await unlessGone(api.scripting.executeScript({ target, files: [`${file}.js`], injectImmediately: true }))
}
