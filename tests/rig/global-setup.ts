/**
 * Before the browser tests: is there a browser, and can it be managed? The console is built here, once, because test
 * files run beside each other, and so is the key that packages are signed with; the extension is built when a test first
 * asks for it.
 */
import { execFileSync } from 'node:child_process'
import { ensureChromium } from './chromium.mjs'
import { testKey } from './crx.ts'
import { ROOT } from './paths.ts'
import { whyNotManaged } from './policy-folder.ts'

export default function setup(): void {
  ensureChromium()
  const reason = whyNotManaged()
  if (reason) throw new Error(`The browser tests cannot be shown here. ${reason}`)
  // Before two files at once make one each.
  testKey()
  execFileSync('npx', ['vite', 'build', '--config', 'console/vite.config.ts', '--logLevel', 'error'], {
    cwd: ROOT,
  })
}
