/** What a document shows beside words, and how much of the view it takes: canvases, films, frames. */
import type { Picture } from '../picture.ts'
import type { Boxes } from './boxes.ts'
import { attribute, ofNode, type Root, shows } from './dom.ts'

/** Frames in a message. */
const MOST_TOLD = 20
const FRAMES = ['iframe', 'frame', 'embed', 'object'] as const
/** Beyond these a page has shown enough of a kind; each is asked for its share, or a crowd would hide the large one. */
const MOST = 500

/** What is drawn in a moment has told its share by then. */
export function meetMedia(document: Document, boxes: Boxes): void {
  for (const name of ['canvas', 'video', ...FRAMES]) {
    const all = shows(document, name)
    for (let i = 0; i < all.length && i < MOST; i += 1) boxes.meet(all[i] as Element)
  }
}

/** Those of one name in all roots. */
export function mediaOf(roots: readonly Root[], name: 'canvas' | 'video', boxes: Boxes): Picture['canvas'] {
  let [count, share] = [0, 0]
  for (const root of roots) {
    const all = shows(root, name)
    count += all.length
    for (let i = 0; i < all.length && i < MOST; i += 1)
      share = Math.max(share, boxes.share(all[i] as Element))
  }
  return { count, share }
}

export function framesOf(document: Document, roots: readonly Root[], boxes: Boxes): Picture['frames'] {
  const all = roots.flatMap((root) => FRAMES.flatMap((name) => Array.from(shows(root, name)).slice(0, MOST)))
  if (all.length === 0) return []
  // The largest first: no more than these are told.
  const bySize = all.map((frame) => ({ frame, share: boxes.share(frame) })).sort((a, b) => b.share - a.share)
  const base = ofNode(document, 'baseURI')
  return bySize.slice(0, MOST_TOLD).map(({ frame, share }) => {
    const written = attribute(frame, 'src') ?? attribute(frame, 'data') ?? ''
    const made = attribute(frame, 'srcdoc') === null ? 'about:blank' : 'about:srcdoc'
    const url = written === '' ? made : (URL.parse(written, base)?.href ?? written)
    return { url: url.slice(0, 2_048), share, sandboxed: attribute(frame, 'sandbox') !== null }
  })
}
