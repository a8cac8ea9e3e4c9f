/** Finds the element of a stopped frame in its own document. */

export type FrameElement = HTMLIFrameElement | HTMLEmbedElement | HTMLObjectElement
/** Looks into shadow roots; the page's closed ones too where the browser lets us. */
export type ShadowRootOf = (element: HTMLElement) => ShadowRoot | null

const FRAMES = 'iframe,embed,object'

function withoutFragment(address: string): string {
  const hash = address.indexOf('#')
  return hash < 0 ? address : address.slice(0, hash)
}

/** The address an element asks for, absolute. `src` and `data` resolve against the document by themselves. */
const addressOf = (element: FrameElement): string =>
  withoutFragment('data' in element ? element.data : element.src)

function* framesIn(root: Document | ShadowRoot, shadowRootOf: ShadowRootOf): Generator<FrameElement> {
  yield* root.querySelectorAll<FrameElement>(FRAMES)
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    const inside = element instanceof HTMLElement && shadowRootOf(element)
    if (inside) yield* framesIn(inside, shadowRootOf)
  }
}

/**
 * Chromium takes the box of a frame that an extension's rule stopped, and leaves its style alone: no box although
 * neither the frame nor anything around it is hidden.
 */
export function isCollapsed(element: FrameElement): boolean {
  if (!element.isConnected || element.getClientRects().length > 0) return false
  if (getComputedStyle(element).display === 'none') return false
  const around = element.parentElement
  // No parent element: it stands at the top of a shadow root.
  return (
    around === null || around.getClientRects().length > 0 || getComputedStyle(around).display === 'contents'
  )
}

/**
 * The elements that a stopped frame may belong to: those that ask for one of its addresses; else (the frame was sent
 * on by a link or a script, so its element still names another address) every frame without its box.
 */
export function findFrames(
  document: Document,
  urls: readonly string[],
  shadowRootOf: ShadowRootOf,
): FrameElement[] {
  const wanted = new Set(urls.map(withoutFragment))
  const all = [...framesIn(document, shadowRootOf)]
  const asked = all.filter((element) => wanted.has(addressOf(element)))
  return asked.length > 0 ? asked : all.filter(isCollapsed)
}
