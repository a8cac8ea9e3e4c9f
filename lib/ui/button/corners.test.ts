import { describe, expect, test } from 'vitest'
import { CORNERS } from '../../messages/report.ts'
import { afterKey, afterPress, nearest, placeOf } from './corners.ts'

const VIEW = { width: 1000, height: 600 }

describe('the corner', () => {
  test('is the one nearest to where it was let go', () => {
    expect(nearest({ x: 990, y: 590 }, VIEW, 'ltr')).toBe('bottom-end')
    expect(nearest({ x: 10, y: 10 }, VIEW, 'ltr')).toBe('top-start')
    expect(nearest({ x: 10, y: 10 }, VIEW, 'rtl')).toBe('top-end')
  })
  test('arrow keys go by what is seen, in either direction of reading', () => {
    expect(afterKey('bottom-end', 'ArrowLeft', 'ltr')).toBe('bottom-start')
    expect(afterKey('bottom-end', 'ArrowRight', 'rtl')).toBe('bottom-start')
    expect(afterKey('bottom-start', 'ArrowUp', 'ltr')).toBe('top-start')
    expect(afterKey('top-end', 'ArrowDown', 'rtl')).toBe('bottom-end')
    expect(afterKey('top-end', 'Enter', 'ltr')).toBeNull()
  })
  test('four presses go once round', () => {
    const seen = CORNERS.map((_, turn) => CORNERS.slice(0, turn).reduce(afterPress, CORNERS[0]))
    expect(new Set(seen).size).toBe(4)
    expect(CORNERS.reduce(afterPress, CORNERS[0])).toBe(CORNERS[0])
  })
  test('stands at the edges that it names', () => {
    const at = (dir: 'ltr' | 'rtl') => {
      const place = placeOf('bottom-end', dir)
      return ['top', 'right', 'bottom', 'left'].filter((side) => place.get(side) !== 'auto')
    }
    expect(at('ltr')).toEqual(['right', 'bottom'])
    expect(at('rtl')).toEqual(['bottom', 'left'])
  })
})
