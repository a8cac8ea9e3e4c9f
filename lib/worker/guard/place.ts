/** By which address a document is judged: its own, or that of who made it where it has none. */
import type { Asker } from '../../messages/router.ts'
import { canonical } from '../../verdict/address.ts'

export interface Place {
  /** What is judged, stopped and remembered. */
  readonly href: string
  readonly host: string
  /** `about:blank`, `blob:` and the like: made by a page of this host, and served by nobody. */
  readonly isMade: boolean
}

type FromContent = Extract<Asker, { readonly kind: 'content' }>

/**
 * Null where nobody can be named: a document of a sandbox. One that was made has an address at its maker's that no page
 * is at, so that nothing else is closed with it.
 */
export function placeOf({ url, origin }: Pick<FromContent, 'url' | 'origin'>): Place | null {
  const own = /^https?:/i.test(url) ? canonical(url) : null
  if (own !== null) return { href: own.href, host: own.host, isMade: false }
  const maker = canonical(origin)
  if (maker === null) return null
  const scheme = /^[a-z]+/i.exec(url)?.[0].toLowerCase() ?? 'about'
  return { href: `${new URL(maker.href).origin}/${scheme}:blank`, host: maker.host, isMade: true }
}
