/** A sample of what a document says: from its beginning, its middle and its end. */
import type { Draft } from '../nothing-seen.ts'
import type { Root, Said } from './element.ts'
import { add } from '../lists.ts'

/** Characters of each part, and texts that are read for it. */
const PARTS = { beginning: 6_000, middle: 3_000, end: 2_900 }
const MOST_TEXTS = { beginning: 1_500, middle: 400, end: 400 }
const SILENT = /^(?:script|style|noscript|template|textarea|option|head|title)$/

/** Collects words, their length and comments of the roots; the document is the first of them. */
export function readText(draft: Draft, roots: readonly Root[]): void {
  for (const { said } of roots) {
    const space = PARTS.beginning - draft.words.length
    if (space > 0) sample(draft, said, { space, texts: MOST_TEXTS.beginning })
  }
  const [document] = roots
  if (draft.words.length < PARTS.beginning || document === undefined) return
  const { said } = document
  sample(draft, said.slice(said.length >> 1), { space: PARTS.middle, texts: MOST_TEXTS.middle })
  sample(draft, said.toReversed(), { space: PARTS.end, texts: MOST_TEXTS.end, isBackwards: true })
}

interface Sample {
  readonly space: number
  readonly texts: number
  readonly isBackwards?: boolean
}

function sample(draft: Draft, all: readonly Said[], { space, texts, isBackwards = false }: Sample): void {
  const words: string[] = []
  let length = 0
  for (const { text, at, isComment } of all.slice(0, texts)) {
    if (length >= space) break
    const said = text.slice(0, 4_000).trim()
    if (isComment) add(draft.comments, said.slice(0, 120), 10)
    else if (said !== '' && !SILENT.test(at?.name ?? '')) {
      words.push(said.slice(0, space - length))
      length += said.length
    }
  }
  if (isBackwards) words.reverse()
  draft.textLength = Math.min(1_000_000, draft.textLength + length)
  draft.words = `${draft.words} ${words.join(' ')}`.trim().slice(0, 12_000)
}
