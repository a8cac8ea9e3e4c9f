/** Who sent a message, as far as the browser itself vouches for it. */
import { PAGES, type PageName } from './protocol.ts'

/** What the browser says about a sender: the part of `runtime.MessageSender` that is read here. */
export interface Sender {
  readonly id?: string | undefined
  /** Address of the document that sent it: our page's own, or the web page a content script runs beside. */
  readonly url?: string | undefined
  readonly origin?: string | undefined
  readonly frameId?: number | undefined
  readonly documentId?: string | undefined
  readonly tab?: { readonly id?: number | undefined } | undefined
}

/** Ourselves: `runtime.id` and the origin of our pages, without a final slash. */
export interface Own {
  readonly id: string
  readonly origin: string
}

export type Trust =
  | { readonly kind: 'page'; readonly page: PageName; readonly tabId?: number }
  | {
      readonly kind: 'content'
      readonly tabId: number
      readonly frameId: number
      /** By the browser's name for it: its frame may show another one a moment later. */
      readonly documentId: string | undefined
      /** Of the document that it runs beside: its own or the one that made it; `null` in a sandbox, empty if unknown. */
      readonly origin: string
      /** Address of that document, as the browser has it; empty if unknown. */
      readonly url: string
    }
  | { readonly kind: 'none' }

const NONE: Trust = { kind: 'none' }

function pageOf(sender: Sender, own: Own): PageName | undefined {
  if (sender.origin !== own.origin || !URL.canParse(sender.url ?? '')) return undefined
  const { origin, pathname } = new URL(sender.url ?? '')
  // `origin` of a chrome-extension: address is "null" outside the browser (Node, some fakes): compare the text.
  if (origin !== own.origin && !sender.url?.startsWith(`${own.origin}/`)) return undefined
  return PAGES.find((page) => pathname === `/${page}.html`)
}

/**
 * Sorts a sender. `page`: a top-level document of our own, one of those we ship. `content`: our script beside a
 * web page, whose process a hostile page may have taken over. `none`: everybody else, and our own pages inside a
 * frame (nothing of ours is web-accessible, so that can only be an attack).
 */
export function trustOf(sender: Sender, own: Own): Trust {
  if (sender.id !== own.id) return NONE
  const tabId = sender.tab?.id
  if (sender.origin === own.origin || sender.url?.startsWith(`${own.origin}/`)) {
    const page = pageOf(sender, own)
    if (!page || (sender.frameId ?? 0) !== 0) return NONE
    return { kind: 'page', page, ...(tabId === undefined ? {} : { tabId }) }
  }
  if (tabId === undefined || sender.frameId === undefined) return NONE
  const { frameId, documentId, origin = '', url = '' } = sender
  return { kind: 'content', tabId, frameId, documentId, origin, url }
}
