/** What each sign weighs, and how much it takes. */
import type { Bars, Sign } from './judge.ts'

export const BARS: Bars = { sure: 4, suspected: 2.5, hint: 1.5 }

export const UNBLOCKER = {
  'worker-controls': { family: 'engine', weight: 1.5 },
  'engine-workers': { family: 'engine', weight: 2.5 },
  'engine-header': { family: 'engine', weight: 3 },
  'natives-replaced': { family: 'behaviour', weight: 2.5 },
} satisfies Record<string, Sign>
