/** Which way the letters of a piece of text go, and in which order its parts stand on paper. Pure. */
import bidiFactory from 'bidi-js'

const bidi = bidiFactory()
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]/
const LETTER = /[^\p{Script=Common}\p{Script=Inherited}]/u
const TURNED = /[\p{Script=Arabic}\p{Script=Hebrew}]/u

/**
 * Of each code unit how deep it lies in turned text: odd is from right to left. Unicode's algorithm, for this piece alone:
 * what is in it turns nothing beside it, and its first letter says which way it goes as a whole.
 */
export function levelsOf(text: string): Uint8Array {
  if (!RIGHT_TO_LEFT.test(text)) return new Uint8Array(text.length)
  return bidi.getEmbeddingLevels(text).levels
}

/** From left to right as they stand on paper: the places of parts of one line that have these levels. Unicode's rule L2. */
export function orderOf(levels: readonly number[]): readonly number[] {
  const order = levels.map((_, i) => i)
  for (let level = Math.max(0, ...levels); level > 0; level -= 1)
    for (let from = 0; from < order.length; from += 1) {
      let to = from
      while (to < order.length && (levels[order[to] ?? 0] ?? 0) >= level) to += 1
      if (to === from) continue
      order.splice(from, to - from, ...order.slice(from, to).toReversed())
      from = to
    }
  return order
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** What a reader takes for one character, one by one. */
export const charactersOf = (text: string): readonly string[] =>
  Array.from(graphemes.segment(text), ({ segment }) => segment)

/** Whether the PDF library sets this from right to left: by its first letter, whatever the letters' level. */
const isTurnedByLibrary = (text: string): boolean => TURNED.test(LETTER.exec(text)?.[0] ?? '')

/** What to hand to the PDF library so that text of one direction comes out in that direction, brackets mirrored. */
export function inkOf(text: string, isTurned: boolean): string {
  const byLibrary = isTurnedByLibrary(text)
  if (!isTurned && !byLibrary) return text
  const characters = charactersOf(text)
  const mirrored = isTurned ? characters.map((one) => bidi.getMirroredCharacter(one) ?? one) : characters
  return (isTurned === byLibrary ? mirrored : mirrored.toReversed()).join('')
}
