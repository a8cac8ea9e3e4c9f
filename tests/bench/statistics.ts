/** Medians, percentiles and bootstrap intervals; pure. */

/** A percentile (0 to 1) by linear interpolation. Throws on an empty list. */
export function percentile(values: readonly number[], at: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const place = (sorted.length - 1) * at
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  if (low === undefined || high === undefined) throw new Error('No values to take a percentile of')
  return low + (high - low) * (place - Math.floor(place))
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** A small seeded generator (mulberry32): 0 ≤ n < 1. */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function shuffled<T>(items: readonly T[], next: () => number): T[] {
  const result = [...items]
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    ;[result[i], result[j]] = [result[j] as T, result[i] as T]
  }
  return result
}

/**
 * 95 % interval of the median of paired differences. Loads of one launch are alike, so launches are drawn first and
 * loads within them after: an interval that knew only loads would be too sure of itself.
 */
export function bootstrapMedian(
  launches: readonly (readonly number[])[],
  next: () => number,
  rounds = 2000,
): [low: number, high: number] {
  const draw = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T
  const medians = Array.from({ length: rounds }, () =>
    median(
      launches.flatMap(() => {
        const launch = draw(launches)
        return launch.map(() => draw(launch))
      }),
    ),
  )
  return [percentile(medians, 0.025), percentile(medians, 0.975)]
}
