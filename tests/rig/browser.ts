/**
 * A really managed browser: its own enterprise policy, the extension force-installed from a feed on loopback, and
 * every name outside the test web server not found. Several run side by side.
 */
import { packedKerb } from './crx.ts'
import { ManagedBrowser } from './managed-browser.ts'
import type { ManagedOptions } from './managed-browser.ts'
import { whyNotManaged } from './policy-folder.ts'
import { startUpdateFeed } from './update-feed.ts'

export type { ManagedBrowser, ManagedOptions } from './managed-browser.ts'

/** Launches and waits until DevTools answers. The extension may still be installing: see `waitForExtension`. */
export async function launchManaged(options: ManagedOptions = {}): Promise<ManagedBrowser> {
  const reason = whyNotManaged()
  if (reason) throw new Error(`Not shown: ${reason}`)
  const extension = options.extension === undefined ? await packedKerb() : options.extension
  const feed = options.feed ?? (extension ? await startUpdateFeed(extension) : undefined)
  const managed = new ManagedBrowser(options, extension, feed)
  await managed.start(options.args)
  return managed
}
