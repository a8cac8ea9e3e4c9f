/** What can be told of a document, or of a look at it, without a judgement: whether there is anything, and anything new. */
import { bodyOf, firstOf, headOf, rootElement } from './dom.ts'
import type { Draft } from './draft.ts'
import type { ShadowRootOf } from './roots.ts'

/** A frame that nobody has written to yet. @param shadowRootOf left out: nobody can have hidden anything in it yet */
export function isBare(document: Document, shadowRootOf?: ShadowRootOf): boolean {
  if (document.contentType !== 'text/html') return false
  const [root, body, head] = [rootElement(document), bodyOf(document), headOf(document)]
  if (root === null || body === null) return root === null || firstOf(root) === null
  return (
    root.childElementCount === (head === null ? 1 : 2) &&
    firstOf(body) === null &&
    (head === null || firstOf(head) === null) &&
    (shadowRootOf?.(body) ?? null) === null
  )
}

/** Of the kind that an unblocker's or a game's pages are; most pages are not. */
export const isOdd = ({
  doubled,
  storage: kept,
  inputs,
  acts,
  url,
  canvas,
  customElements,
  frames,
}: Draft): boolean =>
  kept.controlled ||
  kept.workers.length > 0 ||
  doubled.count > 0 ||
  inputs.lonelyBox ||
  inputs.editors > 0 ||
  acts.sharedWorkers > 0 ||
  url.length > 60 ||
  canvas.count > 0 ||
  customElements.length > 0 ||
  frames.some(({ share }) => share > 0.4)

/** A look at a frame in which nothing is. */
export const isEmpty = ({
  textLength,
  canvas,
  video,
  images,
  frames,
  resources,
  inputs,
  storage: kept,
}: Draft): boolean =>
  textLength + canvas.count + video.count + images + frames.length + resources.length + inputs.editors ===
    0 && !kept.controlled

/** Whether a look shows what the last one showed: by numbers that change with whatever is judged, and by its words. */
export const isSame = (one: Draft, other: Draft): boolean =>
  one.words === other.words &&
  one.title === other.title &&
  one.url === other.url &&
  one.links.texts.length === other.links.texts.length &&
  numbersOf(one) === numbersOf(other)

const numbersOf = ({ acts, storage: kept, links, canvas, video, inputs, frames, ...page }: Draft): string =>
  [
    page.nodes,
    page.images,
    page.tiles,
    page.resources.length,
    page.oddAttributes.length,
    page.doubled.count,
    page.customElements.length,
    page.headings.length,
    page.labels.length,
    links.count,
    links.own.length,
    canvas.count,
    canvas.share,
    video.count,
    video.share,
    inputs.passwords,
    inputs.controls,
    inputs.editors,
    ...frames.map(({ share }) => share),
    kept.workers.length,
    kept.databases.length,
    kept.keys.length,
    kept.controlled,
    // How fast it draws to the frame is no news.
    acts.animation > 23,
    acts.pointerLock,
    acts.fullscreen,
    acts.replaced.length,
    acts.globals.length,
    ...[acts.keyListeners, acts.gamepad, acts.audio, acts.wasm, acts.sharedWorkers, acts.binarySockets].map(
      few,
    ),
    ...[acts.camera, acts.peers, acts.dataChannels, acts.transports, acts.pointerListeners].map(few),
  ].join()

const few = (count: number): number => Math.min(count, 3)
