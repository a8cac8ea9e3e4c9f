import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { onWorkerMessage, shadowRootOf } from '../lib/browser/content.ts'
import { isFrameBlocked } from '../lib/messages/frame-blocked.ts'
import { findFrames } from '../lib/ui/frame/find.ts'
import { showNotices } from '../lib/ui/frame/notice.ts'

// A content script, declared in lib/browser/manifest.ts and not by its file name: wxt's wrapper for those announces
// itself to every page with a window message (docs/adr/0007-pages.md).
export default defineUnlistedScript(() => {
  onWorkerMessage((message) => {
    if (isFrameBlocked(message)) showNotices(findFrames(document, message.urls, shadowRootOf), message.words)
  })
})
