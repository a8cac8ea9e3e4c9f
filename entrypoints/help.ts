import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { handOver, onWorkerMessage, sendFromPage } from '../lib/browser/content.ts'
import { startHelp } from '../lib/ui/help/start.ts'

// Brought by lib/browser/help.ts to the pages that need it, and declared nowhere.
export default defineUnlistedScript(() => {
  const told = handOver('told', () => ({ is: false }))
  handOver('help', () => startHelp(document, { hear: onWorkerMessage, send: sendFromPage, told }))
})
