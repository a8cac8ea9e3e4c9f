/** Pages that show other pages: rewriting proxies, relays, remote browsers. */
import type { Score } from '../score.ts'
import { judge } from './judge.ts'
import { BARS, UNBLOCKER } from './table.ts'
import { unblockerSigns } from './unblocker-signs.ts'

export const unblocker: Score = (signals, around) => {
  const finding = judge('unblocker', UNBLOCKER, BARS, unblockerSigns(signals, around))
  return finding === null ? [] : [finding]
}
