/** A host of ours in a page of others: nothing of the page's style reaches it, and what takes it away sees it again. */
import { helpStyles } from './style.ts'

/** A page that takes it away more often does not want it. */
const TIMES = 10

export interface Stood {
  readonly host: HTMLElement
  readonly root: ShadowRoot
  remove(): void
}

export function stand(document: Document, lang: string, dir: string): Stood {
  const host = document.createElement('div')
  host.lang = lang
  host.dir = dir
  host.style.setProperty('all', 'initial', 'important')
  const root = host.attachShadow({ mode: 'closed' })
  root.adoptedStyleSheets = [helpStyles()]
  let times = 0
  const put = (): void => {
    if (host.isConnected || times >= TIMES) return
    times += 1
    document.documentElement.append(host)
  }
  const changes = new MutationObserver(put)
  put()
  changes.observe(document, { childList: true })
  changes.observe(document.documentElement, { childList: true })
  return {
    host,
    root,
    remove() {
      changes.disconnect()
      host.remove()
    },
  }
}
