/** Which rows go when there are too many. Pure. */
import { WEIGHT, type Weight } from './database.ts'
import type { Range } from './ranges.ts'

export interface Candidate {
  readonly seq: number
  readonly weight: Weight
}

/** A run shorter than this is not worth the `lost` row that must speak for it. */
const SHORTEST_RUN = 8

/**
 * The runs to drop out of `rows` (ascending, nothing missing between neighbours is assumed), oldest first, until
 * `need` rows are found: runs of ordinary rows; then runs without an urgent row; at last the oldest, whatever they
 * are, so that a flood cannot fill the disk.
 */
export function chooseVictims(rows: readonly Candidate[], need: number): Range[] {
  for (const heaviest of [WEIGHT.ordinary, WEIGHT.notable, WEIGHT.urgent]) {
    const shortest = heaviest === WEIGHT.urgent ? 1 : SHORTEST_RUN
    const runs = runsUpTo(rows, heaviest).filter((run) => run.to - run.from + 1 >= shortest)
    const chosen = firstOf(runs, need)
    if (sizeOf(chosen) >= Math.min(need, rows.length)) return chosen
  }
  return []
}

const sizeOf = (runs: readonly Range[]): number => runs.reduce((n, run) => n + run.to - run.from + 1, 0)

function runsUpTo(rows: readonly Candidate[], heaviest: Weight): Range[] {
  const runs: { from: number; to: number }[] = []
  for (const { seq, weight } of rows) {
    const last = runs.at(-1)
    if (weight > heaviest) continue
    if (last && last.to === seq - 1) last.to = seq
    else runs.push({ from: seq, to: seq })
  }
  return runs
}

function firstOf(runs: readonly Range[], need: number): Range[] {
  const chosen: Range[] = []
  let left = need
  for (const { from, to } of runs) {
    if (left <= 0) break
    const end = Math.min(to, from + left - 1)
    chosen.push({ from, to: end })
    left -= end - from + 1
  }
  return chosen
}
