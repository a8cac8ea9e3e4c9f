/** How large a picture of a page is kept, and which parts of it the pupil has painted over. Pure. */
import { MAX_PICTURE_CHARS } from './content.ts'

/** As wide as it needs to be for its words to be read. */
const MOST_PIXELS = 1280 * 960
/** Tried in turn until the picture is small enough. */
export const QUALITIES = [0.8, 0.6, 0.4, 0.25] as const

export interface Size {
  readonly width: number
  readonly height: number
}

/** The size that a picture is brought to: never larger than it was. */
export function keptSize({ width, height }: Size): Size {
  const scale = Math.min(1, Math.sqrt(MOST_PIXELS / Math.max(1, width * height)))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** Whether a data URL's bytes may go with a concern. */
export const isSmallEnough = (dataUrl: string): boolean =>
  dataUrl.length - dataUrl.indexOf(',') - 1 <= MAX_PICTURE_CHARS

/** Parts of the picture that are covered for good: discs of the brush, in parts of its width and height. */
export interface Dab {
  readonly x: number
  readonly y: number
}

/** The brush's radius as a part of the picture's width. */
export const BRUSH = 0.04
/** How far an arrow key moves the brush. */
export const STEP = 0.04

const within = (part: number): number => Math.min(1, Math.max(0, part))

/** Where the brush is after an arrow key, or null for any other key. */
export function moved({ x, y }: Dab, key: string): Dab | null {
  const by: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [-STEP, 0],
    ArrowRight: [STEP, 0],
    ArrowUp: [0, -STEP],
    ArrowDown: [0, STEP],
  }
  const step = by[key]
  return step === undefined ? null : { x: within(x + step[0]), y: within(y + step[1]) }
}

/** From one place to the next without a gap. */
export function stroke(from: Dab, to: Dab): Dab[] {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const count = Math.max(1, Math.ceil(length / (BRUSH / 2)))
  return Array.from({ length: count }, (_, turn) => {
    const part = (turn + 1) / count
    return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }
  })
}
