/** Figures in words. */
import type { Figure } from '../../lib/protocol/figures.ts'

const number = new Intl.NumberFormat('en-GB')

export const figureWords = (figure: Figure): string =>
  figure === 'few' ? 'fewer than 5' : number.format(figure)

/** Where a bar ends: few may be none. */
export const drawn = (figure: Figure): number => (figure === 'few' ? 0 : figure)
