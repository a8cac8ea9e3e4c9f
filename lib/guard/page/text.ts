/**
 * A sample of what a document says: from its beginning, its middle and its end, by walking text and never by asking for
 * what is drawn, which would lay it out.
 */
import { add, type Draft } from './draft.ts'
import { bodyOf, lastOf, rootElement, walkerOf } from './dom.ts'
import { named, type Root } from './roots.ts'

/** Characters of each part, and text nodes that are walked for it. */
const PARTS = { beginning: 6_000, middle: 3_000, end: 2_900 }
const MOST_NODES = { beginning: 1_500, middle: 400, end: 400 }
/** Within HTML names are in capitals, in XHTML as they are written. */
const SILENT = /^(?:script|style|noscript|template|textarea|option)$/i

const isSilent = (node: Node): boolean => SILENT.test(node.parentNode?.nodeName ?? '')

/** Collects words, their length and comments of the roots, a step at a time. */
export function* readText(draft: Draft, roots: readonly Root[]): Generator<void> {
  for (const root of roots) {
    const space = PARTS.beginning - draft.words.length
    if (space > 0) yield* walk(draft, root, { space, nodes: MOST_NODES.beginning })
  }
  const [document] = roots
  if (draft.words.length < PARTS.beginning || document === undefined) return
  const all = named(document, '*')
  const middle = all[all.length >> 1]
  if (middle !== undefined)
    yield* walk(draft, document, { space: PARTS.middle, nodes: MOST_NODES.middle, from: middle })
  yield* walk(draft, document, { space: PARTS.end, nodes: MOST_NODES.end, isBackwards: true })
}

interface Walk {
  readonly space: number
  readonly nodes: number
  readonly from?: Node
  readonly isBackwards?: boolean
}

function* walk(draft: Draft, root: Root, { space, nodes, from, isBackwards = false }: Walk): Generator<void> {
  const start = root instanceof ShadowRoot ? root : (bodyOf(root) ?? rootElement(root))
  if (start === null) return
  const walker = walkerOf(document, root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_COMMENT)
  walker.currentNode = from ?? (isBackwards ? deepestLast(root) : start)
  const said: string[] = []
  let length = 0
  for (let i = 0; i < nodes && length < space; i += 1) {
    const node = isBackwards ? walker.previousNode() : walker.nextNode()
    if (node === null) break
    if (i % 100 === 99) yield
    const text = (node.nodeValue ?? '').slice(0, 4_000).trim()
    if (node.nodeType === Node.COMMENT_NODE) add(draft.comments, text.slice(0, 120), 10)
    else if (text !== '' && !isSilent(node)) {
      said.push(text.slice(0, space - length))
      length += text.length
    }
  }
  if (isBackwards) said.reverse()
  draft.textLength = Math.min(1_000_000, draft.textLength + length)
  draft.words = `${draft.words} ${said.join(' ')}`.trim().slice(0, 12_000)
}

function deepestLast(root: Node): Node {
  let node = root
  for (let last = lastOf(node); last !== null; last = lastOf(node)) node = last
  return node
}
