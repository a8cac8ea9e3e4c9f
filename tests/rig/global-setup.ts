/**
 * Before the browser tests: is there a browser, and can it be managed? The console, the extension and the key that it is
 * signed with are made here, once, because test files run beside each other. KERB_BUILT: the console has been built by
 * who runs the tests (`npm test` does), and others may be reading it.
 */
import { execFileSync } from 'node:child_process'
import { ensureChromium } from './chromium.mjs'
import { packedKerb, testKey } from './crx.ts'
import { ROOT } from './paths.ts'
import { whyNotManaged } from './policy-folder.ts'

export default async function setup(): Promise<void> {
  ensureChromium()
  const reason = whyNotManaged()
  if (reason) throw new Error(`The browser tests cannot be shown here. ${reason}`)
  // Before two files at once make one each.
  testKey()
  await packedKerb()
  if (process.env['KERB_BUILT']) return
  execFileSync('npx', ['vite', 'build', '--config', 'console/vite.config.ts', '--logLevel', 'error'], {
    cwd: ROOT,
  })
}
