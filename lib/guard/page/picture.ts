/** Takes a picture of a document: everything that is sent of it, in one breath. */
import type { Picture } from '../picture.ts'
import type { Boxes } from './boxes.ts'
import { ITEMS, PARTS } from './channel.ts'
import { named, ofDocument, ofNode, picked, shows } from './dom.ts'
import type { HearActs } from './hear-acts.ts'
import { withoutSilent } from './bare-markup.ts'
import { markupOf } from './markup.ts'
import { framesOf, mediaOf } from './media.ts'
import { MOST_ROOTS, type ShadowRootOf, shadowRootsIn } from './roots.ts'
import { writtenOf } from './written.ts'

/** Characters of markup in a message; and where more care is asked for. */
const MOST = 80_000
const MOST_CLOSER = 200_000
const MOST_OF_ALL = 1_500_000
const MOST_IN_ROOT = 100_000

export type Care = Picture['care']

export interface PictureParts {
  readonly document: Document
  readonly hear: HearActs
  readonly boxes: Boxes
  readonly shadowRootOf: ShadowRootOf
  /** Hears of each shadow root that is looked into. */
  readonly met: (root: ShadowRoot) => void
}

/** What is known of a document without a look. */
export function asked(
  when: Picture['when'],
  document: Document,
  isTop: boolean,
  isControlled: boolean,
): Picture {
  return {
    when,
    top: isTop,
    care: 'usual',
    type: ofDocument(document, 'contentType').slice(0, 100),
    url: location.href.slice(0, 8_192),
    base: ofNode(document, 'baseURI').slice(0, 8_192),
    html: '',
    cuts: [],
    roots: [],
    isWhole: false,
    nodes: 0,
    written: 0,
    scripts: 0,
    canvas: { count: 0, share: 0 },
    video: { count: 0, share: 0 },
    frames: [],
    resources: [],
    storage: { databases: [], keys: [], caches: [], workers: [], controlled: isControlled },
    acts: '',
    pointerLock: 0,
    fullscreen: 0,
  }
}

/** @param picture what was known; the rest is filled in */
export function take(picture: Picture, care: Care, parts: PictureParts): void {
  const { document, hear, boxes, shadowRootOf } = parts
  picture.care = care
  const hasMore = picture.storage.controlled || shows(document, 'canvas').length > 0
  const acts = hear.ask(care !== 'usual' || hasMore ? 'ask-all' : 'ask')
  picture.acts = withoutBrowsers(acts).slice(0, 60_000)
  // To ask elements one by one is the dearest single step.
  const roots = care === 'usual' ? [] : shadowRootsIn(document, shadowRootOf)
  roots.forEach(parts.met)
  const isBare = care !== 'all'
  const most = { usual: MOST, closer: MOST_CLOSER, all: MOST_OF_ALL }[care]
  Object.assign(picture, markupOf(document, most, isBare))
  picture.nodes = Math.min(1_000_000, named(document, '*').length)
  picture.roots = roots
    .slice(0, MOST_ROOTS)
    .map((root) => withoutSilent(writtenOf(root) + templatesOf(root)).text.slice(0, MOST_IN_ROOT))
  const all = [document, ...roots]
  picture.canvas = mediaOf(all, 'canvas', boxes)
  picture.video = mediaOf(all, 'video', boxes)
  picture.frames = framesOf(document, all, boxes)
}

/** What stands in a template itself is drawn where a page wants it, and written nowhere. */
const templatesOf = (root: ShadowRoot): string =>
  [...picked(root, 'template>*')].slice(0, 200).map(writtenOf).join('')

/** A world beside the page's has the browser's own names, and none of the page's. */
function withoutBrowsers(acts: string): string {
  const [counts, replaced, globals = ''] = acts.split(PARTS)
  const named = globals.split(ITEMS).filter((name) => !Object.hasOwn(globalThis, name))
  return [counts, replaced, named.slice(0, 60).join(ITEMS)].join(PARTS)
}
