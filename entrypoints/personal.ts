import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { handOver, hostsHere, isOver, keptFor, sendFromPage, shadowRootOf } from '../lib/browser/content.ts'
import { PAUSE_KEPT } from '../lib/messages/pause-kept.ts'
import { Early } from '../lib/ui/personal/early.ts'
import { Watch } from '../lib/ui/personal/watch.ts'

// Declared in lib/browser/manifest.ts, as entrypoints/start.ts is and for the same reason. In a tab that was open before
// Kerb there has been no early part: then it begins here.
export default defineUnlistedScript(() => {
  const early = handOver('personal', () => new Early(document, () => {}))
  const kept = { last: () => keptFor(PAUSE_KEPT), hosts: hostsHere }
  const told = handOver('told', () => ({ is: false }))
  const isTold = () => told.is
  const parts = { send: sendFromPage, isOver, shadowRootOf, now: Date.now, kept, isTold }
  early.whenNeeded(() => void handOver('personal-watch', () => new Watch(document, early, parts)))
})
