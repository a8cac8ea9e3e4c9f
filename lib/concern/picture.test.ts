import { describe, expect, test } from 'vitest'
import { MAX_PICTURE_CHARS } from './content.ts'
import { BRUSH, isSmallEnough, keptSize, moved, STEP, stroke } from './picture.ts'

describe('the size that is kept', () => {
  test('is never larger than the page was, and keeps its shape', () => {
    expect(keptSize({ width: 800, height: 600 })).toEqual({ width: 800, height: 600 })
    const { width, height } = keptSize({ width: 3840, height: 2160 })
    expect(width * height).toBeLessThan(1280 * 960 + 4000)
    expect(width / height).toBeCloseTo(16 / 9, 1)
  })
  test('of a page without a size is a dot', () => {
    expect(keptSize({ width: 0, height: 0 })).toEqual({ width: 1, height: 1 })
  })
})

test('what is too large is told by what is sent of it', () => {
  const head = 'data:image/jpeg;base64,'
  expect(isSmallEnough(head + 'A'.repeat(MAX_PICTURE_CHARS))).toBe(true)
  expect(isSmallEnough(head + 'A'.repeat(MAX_PICTURE_CHARS + 1))).toBe(false)
})

describe('the brush', () => {
  test('moves by the arrows and stays on the picture', () => {
    expect(moved({ x: 0.5, y: 0.5 }, 'ArrowUp')).toEqual({ x: 0.5, y: 0.5 - STEP })
    expect(moved({ x: 0, y: 1 }, 'ArrowLeft')).toEqual({ x: 0, y: 1 })
    expect(moved({ x: 0, y: 1 }, 'Tab')).toBeNull()
  })
  test('leaves no gap in a fast stroke', () => {
    const dabs = stroke({ x: 0, y: 0 }, { x: 1, y: 1 })
    expect(dabs.at(-1)).toEqual({ x: 1, y: 1 })
    const gaps = dabs.slice(1).map(({ x, y }, i) => Math.hypot(x - dabs[i]!.x, y - dabs[i]!.y))
    expect(Math.max(...gaps)).toBeLessThanOrEqual(BRUSH)
  })
  test('a press without a stroke is one dab', () => {
    expect(stroke({ x: 0.2, y: 0.3 }, { x: 0.2, y: 0.3 })).toEqual([{ x: 0.2, y: 0.3 }])
  })
})
