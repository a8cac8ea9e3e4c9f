import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { handOver, isOver, isOwnTop, sendFromPage, shadowRootOf } from '../lib/browser/content.ts'
import { HearActs } from '../lib/guard/page/hear-acts.ts'
import { Watch, type Wanted } from '../lib/guard/page/watch.ts'

// Brought by lib/worker/guard where a document is to be looked at (lib/guard/page/start.ts asks), and declared nowhere.
export default defineUnlistedScript(() => {
  const hear = handOver('acts', () => new HearActs())
  handOver('guard', () => new Watch({ hear, isTop: isOwnTop(), shadowRootOf, isOver, saw }))
})

async function saw(body: unknown): Promise<Wanted> {
  const reply = await sendFromPage({ kerb: 'guard.saw', body })
  const said = reply as { readonly body?: { readonly want?: Wanted } } | undefined
  if (said?.body?.want === undefined) throw new Error('the worker did not answer')
  return said.body.want
}
