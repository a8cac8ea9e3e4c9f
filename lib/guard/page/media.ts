/** What a document shows beside words: pictures, canvases, films, frames. */
import type { Boxes } from './boxes.ts'
import { attribute, hasAttribute } from './dom.ts'
import { clip, type Draft } from './draft.ts'
import { first, named, pickedIn, type Root } from './roots.ts'

/** A picture that is a link, with no more than a wrapper or two between. */
const TILES = 'a>img,a>*>img,a>*>*>img'
/** Frames in a message. */
const MOST_TOLD = 20
const FRAMES = 'iframe,frame,embed,object'
/** Beyond these a page has shown enough of a kind; each is asked for its share, or a crowd would hide the large one. */
const MOST = 500

export function readMedia(draft: Draft, root: Root, boxes: Boxes): void {
  draft.images += named(root, 'img').length
  draft.tiles += pickedIn(root, TILES).length
  for (const name of ['canvas', 'video'] as const) {
    draft[name].count += named(root, name).length
    for (const element of first(root, name, MOST))
      draft[name].share = Math.max(draft[name].share, boxes.share(element))
  }
  const frames = [...pickedIn(root, FRAMES)].slice(0, MOST)
  // The largest first: no more than these are told.
  const bySize = frames.map((frame) => ({ frame, share: boxes.share(frame) }))
  if (frames.length > MOST_TOLD) bySize.sort((a, b) => b.share - a.share)
  for (const { frame, share } of bySize.slice(0, MOST_TOLD - draft.frames.length))
    readFrame(draft, frame, share)
}

function readFrame(draft: Draft, frame: Element, share: number): void {
  const written = attribute(frame, 'src') ?? attribute(frame, 'data') ?? ''
  const made = hasAttribute(frame, 'srcdoc') ? 'about:srcdoc' : 'about:blank'
  const url = written === '' ? made : (URL.parse(written, document.baseURI)?.href ?? written)
  draft.frames.push({
    url: clip(url, 2_048),
    share,
    sandboxed: hasAttribute(frame, 'sandbox'),
  })
}
