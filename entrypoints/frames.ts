import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { onWorkerMessage, sendFromPage, shadowRootOf } from '../lib/browser/content.ts'
import { isFrameBlocked, saidIn } from '../lib/messages/frame-blocked.ts'
import { findFrames } from '../lib/ui/frame/find.ts'
import { showNotices } from '../lib/ui/frame/notice.ts'

// A content script, declared in lib/browser/manifest.ts and not by its file name: wxt's wrapper for those announces
// itself to every page with a window message (docs/adr/0007-pages.md).
export default defineUnlistedScript(() => {
  onWorkerMessage((message) => {
    if (!isFrameBlocked(message)) return
    const { urls, words, ask } = message
    showNotices(findFrames(document, urls, shadowRootOf), words, ask, askForFrame)
  })
})

/** Only that it was pressed: which frame it was, and whether it can be asked for, the worker knows. */
async function askForFrame(token: string): Promise<string> {
  const said = saidIn(await sendFromPage({ kerb: 'ask-frame', body: { token } }))
  if (said === undefined) throw new Error('the worker did not answer')
  return said
}
