/** By which address a document is judged: its own, or that of who made it where it has none. */
import type { Asker } from '../../messages/router.ts'
import { canonical } from '../../verdict/address.ts'

export interface Place {
  /** What is stopped and remembered. */
  readonly href: string
  /** What the school says of this address holds: its own, or that of the page around what was made. */
  readonly judged: string
  readonly host: string
  /** `about:blank`, `blob:` and the like: made by a page of this host, and served by nobody. */
  readonly isMade: boolean
  /** In a sandbox of that page: a stranger's code may run there, as in a code editor, and says nothing of the host. */
  readonly isSandboxed: boolean
}

type FromContent = Extract<Asker, { readonly kind: 'content' }>
type Address = NonNullable<ReturnType<typeof canonical>>

/**
 * Null where its own address and origin name nobody: a document of a sandbox (`placeWithin`). One that was made has an
 * address at its maker's that no page is at, so that nothing else is closed with it.
 */
export function placeOf({ url, origin }: Pick<FromContent, 'url' | 'origin'>): Place | null {
  const own = isWeb(url) ? canonical(url) : null
  if (own !== null)
    return { href: own.href, judged: own.href, host: own.host, isMade: false, isSandboxed: false }
  const maker = canonical(origin)
  return maker && madeBy(maker, url)
}

interface Frame {
  readonly frameId: number
  readonly parentFrameId: number
  readonly url: string
}

/**
 * A frame without an address of its own is judged as its maker's page around it. In a sandbox or on `data:` it has no
 * origin: the nearest page around it that has an address has made it. The browser does not list frames on `blob:`; without
 * an origin those are the page's where the tab shows pages of one host alone.
 */
export function placeWithin(
  from: Pick<FromContent, 'url' | 'origin' | 'frameId'>,
  frames: readonly Frame[],
): Place | null {
  const maker = canonical(from.origin)
  const around = pageAround(from.frameId, frames, maker)
  if (maker === null) return around && { ...madeBy(around, from.url), judged: around.href, isSandboxed: true }
  const made = madeBy(maker, from.url)
  return around?.host === maker.host ? { ...made, judged: around.href } : made
}

/** A window without an address or an origin of its own is judged as the page that opened it, as its frames are. */
export function placeOfWindow(url: string, opener: string | undefined): Place | null {
  const maker = opener === undefined ? null : canonical(opener)
  return maker && { ...madeBy(maker, url), judged: maker.href, isSandboxed: true }
}

function pageAround(frameId: number, frames: readonly Frame[], maker: Address | null): Address | null {
  const byId = new Map(frames.map((frame) => [frame.frameId, frame]))
  const own = byId.get(frameId)
  if (own === undefined) return unlisted(frames, maker)
  let around = byId.get(own.parentFrameId)
  for (let depth = 0; around !== undefined && depth < frames.length; depth += 1) {
    if (isWeb(around.url)) return canonical(around.url)
    around = byId.get(around.parentFrameId)
  }
  return null
}

function unlisted(frames: readonly Frame[], maker: Address | null): Address | null {
  const pages = frames.filter(({ url }) => isWeb(url)).map(({ url }) => canonical(url))
  if (maker !== null) return pages.find((one) => one?.host === maker.host) ?? null
  const [page = null] = pages
  return pages.every((one) => one?.host === page?.host) ? page : null
}

function madeBy(maker: Address, url: string): Place {
  const scheme = /^[a-z]+/i.exec(url)?.[0].toLowerCase() ?? 'about'
  const href = `${new URL(maker.href).origin}/${scheme}:blank`
  return { href, judged: href, host: maker.host, isMade: true, isSandboxed: false }
}

const isWeb = (url: string): boolean => /^https?:/i.test(url)
