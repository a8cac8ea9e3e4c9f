/** Figures in words. */
import type { Count } from '../../lib/protocol/review.ts'

const number = new Intl.NumberFormat('en-GB')

export const countWords = (count: Count): string => (count === 'few' ? 'fewer than 5' : number.format(count))

/** Where a bar ends: what is not said exactly is drawn as its middle. */
export const drawn = (count: Count): number => (count === 'few' ? 2.5 : count)
