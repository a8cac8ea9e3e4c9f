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
 * Null where its own address and origin name nobody: a document of a sandbox (`placeWithin`). One that was made has an address at its maker's that no page
 * is at, so that nothing else is closed with it.
 */
export function placeOf({ url, origin }: Pick<FromContent, 'url' | 'origin'>): Place | null {
  const own = /^https?:/i.test(url) ? canonical(url) : null
  if (own !== null) return { href: own.href, host: own.host, isMade: false }
  return madeBy(canonical(origin), url)
}

interface Frame {
  readonly frameId: number
  readonly parentFrameId: number
  readonly url: string
}

/**
 * A frame in a sandbox or on `data:` has no origin: the nearest page around it that has an address has made it. The
 * browser does not list frames on `blob:`; those are the page's where the tab shows pages of one host alone.
 */
export function placeWithin(
  { url, frameId }: Pick<FromContent, 'url' | 'frameId'>,
  frames: readonly Frame[],
): Place | null {
  const byId = new Map(frames.map((frame) => [frame.frameId, frame]))
  const own = byId.get(frameId)
  if (own === undefined) return madeBy(onlyPage(frames), url)
  let around = byId.get(own.parentFrameId)
  for (let depth = 0; around !== undefined && depth < frames.length; depth += 1) {
    if (/^https?:/i.test(around.url)) return madeBy(canonical(around.url), url)
    around = byId.get(around.parentFrameId)
  }
  return null
}

function onlyPage(frames: readonly Frame[]): ReturnType<typeof canonical> {
  const pages = frames.filter(({ url }) => /^https?:/i.test(url)).map(({ url }) => canonical(url))
  const [page = null] = pages
  return pages.every((one) => one?.host === page?.host) ? page : null
}

function madeBy(maker: ReturnType<typeof canonical>, url: string): Place | null {
  if (maker === null) return null
  const scheme = /^[a-z]+/i.exec(url)?.[0].toLowerCase() ?? 'about'
  return { href: `${new URL(maker.href).origin}/${scheme}:blank`, host: maker.host, isMade: true }
}
