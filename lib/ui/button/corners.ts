/** The four corners that the button can stand in. Pure; runs on every page, so it leans on nothing but a type. */
import { OVER_PAGE } from './over-page.ts'
import type { Corner } from '../../messages/report.ts'

type Direction = 'ltr' | 'rtl'

interface Sides {
  readonly top: boolean
  readonly left: boolean
}

const sidesOf = (corner: Corner, dir: Direction): Sides => ({
  top: corner.startsWith('top'),
  left: corner.endsWith('start') === (dir === 'ltr'),
})

const cornerOf = ({ top, left }: Sides, dir: Direction): Corner =>
  `${top ? 'top' : 'bottom'}-${left === (dir === 'ltr') ? 'start' : 'end'}`

/** Where an arrow key takes it; null for any other key. */
export function afterKey(corner: Corner, key: string, dir: Direction): Corner | null {
  const sides = sidesOf(corner, dir)
  if (key === 'ArrowUp') return cornerOf({ ...sides, top: true }, dir)
  if (key === 'ArrowDown') return cornerOf({ ...sides, top: false }, dir)
  if (key === 'ArrowLeft') return cornerOf({ ...sides, left: true }, dir)
  if (key === 'ArrowRight') return cornerOf({ ...sides, left: false }, dir)
  return null
}

/** The corner nearest to where it was let go. */
export const nearest = (
  at: { readonly x: number; readonly y: number },
  view: { readonly width: number; readonly height: number },
  dir: Direction,
): Corner => cornerOf({ top: at.y < view.height / 2, left: at.x < view.width / 2 }, dir)

/** Once round, for a press of the handle without a drag. */
const ROUND: Readonly<Record<Corner, Corner>> = {
  'bottom-end': 'bottom-start',
  'bottom-start': 'top-start',
  'top-start': 'top-end',
  'top-end': 'bottom-end',
}
export const afterPress = (corner: Corner): Corner => ROUND[corner]

const EDGE = '16px'

/** The box of the button in its corner, and nothing that a page's own style could add to it. */
export function placeOf(corner: Corner, dir: Direction): ReadonlyMap<string, string> {
  const { top, left } = sidesOf(corner, dir)
  return new Map([
    ...OVER_PAGE,
    ['top', top ? EDGE : 'auto'],
    ['bottom', top ? 'auto' : EDGE],
    ['left', left ? EDGE : 'auto'],
    ['right', left ? 'auto' : EDGE],
    ['width', 'max-content'],
    ['height', 'max-content'],
    ['direction', dir],
  ])
}
