/** Runs of row numbers. Both ends are included. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** The runs in a list of numbers, ascending. */
export const runsOf = (numbers: readonly number[]): Range[] =>
  united(numbers.map((n) => ({ from: n, to: n })))

/** The numbers of `from`…`to` that are neither in `present` nor in `covered`. */
export function holes(
  from: number,
  to: number,
  present: readonly number[],
  covered: readonly Range[],
): Range[] {
  const found: Range[] = []
  let next = from
  for (const run of united([...runsOf(present), ...covered])) {
    if (run.from > to) break
    if (run.from > next) found.push({ from: next, to: run.from - 1 })
    next = Math.max(next, run.to + 1)
  }
  if (next <= to) found.push({ from: next, to })
  return found
}

/** The same numbers as the fewest runs, ascending. */
export function united(ranges: readonly Range[]): Range[] {
  const runs: { from: number; to: number }[] = []
  for (const { from, to } of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = runs.at(-1)
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to)
    else runs.push({ from, to })
  }
  return runs
}
