/** One look at a document, a step at a time: what it yields between is where it may be left for a while. */
import type { Boxes } from './boxes.ts'
import { atMost, blank, type Draft } from './draft.ts'
import { readDoubled, readElements } from './elements.ts'
import { readHead, readHeadings } from './head.ts'
import { isLonely, readInputs } from './inputs.ts'
import { readLinks } from './links.ts'
import { readMedia } from './media.ts'
import type { ShadowRootOf } from './roots.ts'
import { readText } from './text.ts'

export interface LookParts {
  readonly document: Document
  readonly isTop: boolean
  readonly boxes: Boxes
  readonly shadowRootOf: ShadowRootOf
  /** Hears of each shadow root that is looked into. */
  readonly met?: (root: ShadowRoot) => void
}

/** Elements whose names and attributes are read. */
const MOST_ELEMENTS = { usual: 700, closer: 6_000 }

export function* look(
  when: Draft['when'],
  { document, isTop, boxes, shadowRootOf, met }: LookParts,
): Generator<void, Draft> {
  const draft = blank(when, document, isTop)
  readHead(draft, document)
  yield
  const most = when === 'closer' ? MOST_ELEMENTS.closer : MOST_ELEMENTS.usual
  const roots = yield* readElements(draft, document, { most, shadowRootOf })
  for (const root of roots) if (root instanceof ShadowRoot) met?.(root)
  yield
  const textBoxes = { count: 0 }
  for (const root of roots) {
    readHeadings(draft, root)
    readInputs(draft, root, textBoxes)
    yield
    readMedia(draft, root, boxes)
    readDoubled(draft, root)
    yield
    yield* readLinks(draft, root)
  }
  draft.inputs.lonelyBox = isLonely(draft, textBoxes.count)
  yield* readText(draft, roots)
  return tidy(draft)
}

/** Within what a message may hold. */
function tidy(draft: Draft): Draft {
  const { inputs } = draft
  draft.inlineScript = atMost(draft.inlineScript)
  inputs.passwords = atMost(inputs.passwords)
  inputs.controls = atMost(inputs.controls)
  inputs.editors = atMost(inputs.editors)
  draft.images = atMost(draft.images)
  draft.tiles = atMost(draft.tiles)
  draft.nodes = atMost(draft.nodes)
  draft.links.count = atMost(draft.links.count)
  draft.canvas.count = atMost(draft.canvas.count)
  draft.video.count = atMost(draft.video.count)
  draft.doubled.seen = atMost(draft.doubled.seen)
  draft.doubled.count = atMost(draft.doubled.count)
  return draft
}
