/** Before the browser tests: is there a browser, and can it be managed? Kerb is built when a test first asks for it. */
import { ensureChromium } from './chromium.mjs'
import { whyNotManaged } from './policy-folder.ts'

export default function setup(): void {
  ensureChromium()
  const reason = whyNotManaged()
  if (reason) throw new Error(`The browser tests cannot be shown here. ${reason}`)
}
