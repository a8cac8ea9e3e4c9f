import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { handOver, isOver, sendFromPage, shadowRootOf } from '../lib/browser/content.ts'
import { Early } from '../lib/ui/personal/early.ts'
import { Watch } from '../lib/ui/personal/watch.ts'

// Declared in lib/browser/manifest.ts, as entrypoints/frames.ts is and for the same reason. In a tab that was open before
// Kerb there has been no early part: then it begins here.
export default defineUnlistedScript(() => {
  const early = handOver('personal', () => new Early(document))
  const parts = { send: sendFromPage, isOver, shadowRootOf, now: Date.now }
  handOver('personal-watch', () => new Watch(document, early, parts))
})
