import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { isOwnTop, isOver, sendFromPage } from '../lib/browser/content.ts'
import { startButton } from '../lib/ui/button/start.ts'

// Declared in lib/browser/manifest.ts, as entrypoints/start.ts is and for the same reason.
export default defineUnlistedScript(() => {
  if (isOwnTop()) startButton(document, { send: sendFromPage, isOver })
})
