import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { handOver, isOver, isOwnTop, sendFromPage, shadowRootOf } from '../lib/browser/content.ts'
import { HearActs } from '../lib/guard/page/hear-acts.ts'
import { Start } from '../lib/guard/page/start.ts'
import { Early } from '../lib/ui/personal/early.ts'

// Declared in lib/browser/manifest.ts, and not by its file name: wxt's wrapper for content scripts announces itself to every page
// with a window message (docs/adr/0007-pages.md). All that has to be there before the page's own scripts is in this one.
export default defineUnlistedScript(() => {
  handOver('acts', () => new HearActs())
  // Nothing of a file leaves by a form of ours.
  if (location.protocol !== 'file:') handOver('personal', () => new Early(document, bringPersonal))
  handOver('guard-start', () => new Start({ isTop: isOwnTop(), shadowRootOf, isOver, bring: bringGuard }))
})

/** Where nobody answers it comes by itself, when the document has nothing more to do. */
function bringPersonal(): void {
  sendFromPage({ kerb: 'personal.bring', body: {} }).catch(() => undefined)
}

async function bringGuard(): Promise<boolean> {
  const reply = await sendFromPage({ kerb: 'guard.bring', body: {} })
  const said = reply as { readonly body?: { readonly isThere?: boolean } } | undefined
  if (said?.body?.isThere === undefined) throw new Error('the worker did not answer')
  return said.body.isThere
}
