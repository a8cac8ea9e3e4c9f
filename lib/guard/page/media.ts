/** What a document shows beside words: pictures, canvases, films, frames. */
import type { Boxes } from './boxes.ts'
import { attribute, hasAttribute, localName, parentOf } from './dom.ts'
import { clip, type Draft } from './draft.ts'
import { first, named, type Root } from './roots.ts'

export function readMedia(draft: Draft, root: Root, boxes: Boxes): void {
  draft.images += named(root, 'img').length
  for (const image of first(root, 'img', 300)) if (isTile(image)) draft.tiles += 1
  for (const name of ['canvas', 'video'] as const) {
    draft[name].count += named(root, name).length
    for (const element of first(root, name, 10))
      draft[name].share = Math.max(draft[name].share, boxes.share(element))
  }
  for (const name of ['iframe', 'frame', 'embed', 'object'])
    for (const frame of first(root, name, 20)) readFrame(draft, frame, boxes)
}

/** A picture that is a link, with no more than a wrapper or two between. */
function isTile(image: Element): boolean {
  let at = parentOf(image)
  for (let depth = 0; depth < 3 && at !== null; depth += 1, at = parentOf(at))
    if (localName(at) === 'a') return true
  return false
}

function readFrame(draft: Draft, frame: Element, boxes: Boxes): void {
  if (draft.frames.length >= 20) return
  const written = attribute(frame, 'src') ?? attribute(frame, 'data') ?? ''
  const made = hasAttribute(frame, 'srcdoc') ? 'about:srcdoc' : 'about:blank'
  const url = written === '' ? made : (URL.parse(written, document.baseURI)?.href ?? written)
  draft.frames.push({
    url: clip(url, 2_048),
    share: boxes.share(frame),
    sandboxed: hasAttribute(frame, 'sandbox'),
  })
}
