/** Text laid out in lines: where each ends, and where on it every part stands, whichever way it is written. Pure. */
import { type Face, runsOf, shown, type Weight } from './faces.ts'
import { charactersOf, levelsOf, orderOf } from './order.ts'

export interface Piece {
  readonly text: string
  readonly bold?: boolean
}

/** Of one font, one weight and one direction. */
export interface Part {
  readonly text: string
  readonly face: Face
  readonly weight: Weight
  readonly isTurned: boolean
}
export interface Placed extends Part {
  /** From the line's beginning. */
  readonly x: number
}
/** In the order in which it is read. */
export type Line = readonly Placed[]

/** A shown piece; each code unit with the part that it belongs to. */
interface Inked {
  readonly text: string
  readonly weight: Weight
  /** Begins of parts, and the text's length at the end. */
  readonly parts: readonly { readonly from: number; readonly face: Face; readonly level: number }[]
}
/** What stands on a line of one piece. */
interface Stretch {
  readonly set: Inked
  readonly from: number
  to: number
}

type Measure = (part: Part) => number

/** A line may end after spaces, and after what parts an address. */
const WORDS = /\s+|[^\s/?&=]*[/?&=]+|[^\s/?&=]+/gu

/** @param measure the width of a part, in the unit of `width` */
export function linesOf(pieces: readonly Piece[], width: number, measure: Measure): readonly Line[] {
  const lines: Stretch[][] = [[]]
  let left = width
  const put = (set: Inked, from: number, to: number, wide: number): void => {
    const line = lines.at(-1)
    const last = line?.at(-1)
    if (last?.set === set) last.to = to
    else line?.push({ set, from, to })
    left -= wide
  }
  const end = (): void => {
    lines.push([])
    left = width
  }
  for (const set of pieces.map(setOf))
    for (const { 0: word, index } of set.text.matchAll(WORDS)) {
      const wide = widthOf(set, index, index + word.length, measure)
      // Spaces hang over the end of a line.
      if (wide <= left || word.trim() === '') put(set, index, index + word.length, wide)
      else if (wide <= width) {
        end()
        put(set, index, index + word.length, wide)
      } else {
        let at = index
        for (const one of charactersOf(word)) {
          const own = widthOf(set, at, at + one.length, measure)
          if (own > left && left < width) end()
          put(set, at, at + one.length, own)
          at += one.length
        }
      }
    }
  return lines.map((line) => place(line, measure))
}

function setOf({ text: raw, bold }: Piece): Inked {
  const text = shown(raw)
  const levels = levelsOf(text)
  const parts: { from: number; face: Face; level: number }[] = []
  let at = 0
  for (const { face, text: run } of runsOf(text))
    for (const end = at + run.length; at < end; at += 1) {
      const level = levels[at] ?? 0
      const last = parts.at(-1)
      if (last?.face !== face || last.level !== level) parts.push({ from: at, face, level })
    }
  return { text, weight: bold === true ? 700 : 400, parts }
}

type Levelled = Part & { readonly level: number }

function partsOf({ text, weight, parts }: Inked, from: number, to: number): readonly Levelled[] {
  return parts.flatMap(({ from: begin, face, level }, i) => {
    const [first, last] = [Math.max(from, begin), Math.min(to, parts[i + 1]?.from ?? text.length)]
    return first < last
      ? [{ text: text.slice(first, last), face, weight, level, isTurned: level % 2 === 1 }]
      : []
  })
}

const widthOf = (set: Inked, from: number, to: number, measure: Measure): number =>
  partsOf(set, from, to).reduce((sum, part) => sum + measure(part), 0)

/** Pieces from left to right; the parts of each as its own direction has them. */
function place(line: readonly Stretch[], measure: Measure): Line {
  let x = 0
  let levelBefore = 0
  const placed: Placed[] = []
  for (const { set, from, to } of line) {
    const parts = partsOf(set, from, to)
    const places = new Map<number, number>()
    for (const i of orderOf(parts.map(({ level }) => level))) {
      places.set(i, x)
      const part = parts[i]
      x += part ? measure(part) : 0
    }
    for (const [i, { level, ...part }] of parts.entries()) {
      const before = placed.at(-1)
      // What simply goes on is one with what is before it: a row is one thing to draw and not ten.
      const goesOn = i === 0 && level === 0 && levelBefore === 0 && before && isAlike(before, part)
      if (goesOn) placed[placed.length - 1] = { ...before, text: before.text + part.text }
      else placed.push({ ...part, x: places.get(i) ?? 0 })
      levelBefore = level
    }
  }
  return placed
}

const isAlike = (one: Part, other: Part): boolean => one.face === other.face && one.weight === other.weight
