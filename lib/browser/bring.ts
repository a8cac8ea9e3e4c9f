/** Scripts of ours that are in no page until they are needed there. */
import { named } from '../navigation/named.ts'
import { api } from './api.ts'
import { unlessGone } from './unless-gone.ts'

/**
 * Each makes sure by itself that it is there once. A document that is still being sent is not waited for.
 * @param documentId of the one that asked, and not of its frame: that may show another one by now
 * @returns whether the document was still there to put it into
 */
export async function bring(
  file: 'frames' | 'guard' | 'personal',
  tabId: number,
  documentId: string | undefined,
): Promise<boolean> {
  const target = { tabId, documentIds: [named(documentId)] }
  const put = api.scripting.executeScript({ target, files: [`${file}.js`], injectImmediately: true })
  return (await unlessGone(put)) !== undefined
}
