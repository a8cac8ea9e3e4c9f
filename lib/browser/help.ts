/** The script that shows helplines beside a page. It is in no page until there is something to show. */
import type { HelpCard, ToldLine } from '../messages/help-card.ts'
import { named } from '../navigation/named.ts'
import { api } from './api.ts'
import { unlessGone } from './unless-gone.ts'

/** A document that has gone meanwhile needs none, and the next one in its frame asks for itself. */
export async function putHelp(
  tabId: number,
  asked: string | undefined,
  message: HelpCard | ToldLine,
): Promise<void> {
  const documentId = named(asked)
  await unlessGone(
    api.scripting.executeScript({ target: { tabId, documentIds: [documentId] }, files: ['help.js'] }),
  )
  await unlessGone(api.tabs.sendMessage(tabId, message, { documentId }))
}
