import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { handOver, onWorkerMessage, sendFromPage, shadowRootOf } from '../lib/browser/content.ts'
import { isFrameBlocked, saidIn } from '../lib/messages/frame-blocked.ts'
import { findFrames } from '../lib/ui/frame/find.ts'
import { showNotices } from '../lib/ui/frame/notice.ts'

// Brought by lib/browser/tabs.ts to the documents that need it, and declared nowhere.
export default defineUnlistedScript(() => void handOver('frames', start))

function start(): object {
  onWorkerMessage((message) => {
    if (!isFrameBlocked(message)) return false
    const { urls, words, ask } = message
    showNotices(findFrames(document, urls, shadowRootOf), words, ask, askForFrame)
    return true
  })
  return {}
}

/** Only that it was pressed: which frame it was, and whether it can be asked for, the worker knows. */
async function askForFrame(token: string): Promise<string> {
  const said = saidIn(await sendFromPage({ kerb: 'ask-frame', body: { token } }))
  if (said === undefined) throw new Error('the worker did not answer')
  return said
}
