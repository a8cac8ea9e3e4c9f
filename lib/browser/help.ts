/** The script that shows helplines beside a page. It is in no page until there is something to show. */
import type { HelpCard, ToldLine } from '../messages/help-card.ts'
import { api } from './api.ts'
import { unlessGone } from './unless-gone.ts'

/** The document may be another one by the time we act on it: it is told again when it is shown. */
export async function putHelp(tabId: number, frameId: number, message: HelpCard | ToldLine): Promise<void> {
  await unlessGone(
    api.scripting.executeScript({ target: { tabId, frameIds: [frameId] }, files: ['help.js'] }),
  )
  await unlessGone(api.tabs.sendMessage(tabId, message, { frameId }))
}
