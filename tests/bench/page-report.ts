/** From the loads of `bench:page` to its table, its verdict and its last line. */
import type { Load } from './page-fixture.ts'
import { bootstrapMedian, median, percentile } from './statistics.ts'

export type Who = 'kerb' | 'none' | 'control' | 'empty' | 'least' | 'peer'
/** Launches, of rounds, of one load for each browser. */
export type Samples = Record<string, Load>[][]

interface Compared {
  readonly ratio: number
  readonly delta: number
  readonly interval: readonly [number, number]
  /** Difference of the 95th percentiles. */
  readonly p95: number
}

/** Bars over no extension, in milliseconds. */
export const BARS = { ttfb: 4, dcl: 12, ttfbAsleepP95: 150 }
/** A control that differs by more than this says that the machine was too busy. */
export const CONTROL = { ttfb: 1, dcl: 5 }

/** One browser against another, or none: medians of all loads, and differences paired by round. */
export function compare(
  samples: Samples,
  who: Who,
  what: keyof Load,
  next: () => number,
  over: Who = 'none',
): Compared {
  const values = (name: Who): number[] => samples.flat().map((round) => pick(round, name)[what])
  const pairs = samples.map((launch) =>
    launch.map((round) => pick(round, who)[what] - pick(round, over)[what]),
  )
  return {
    ratio: median(values(who)) / median(values(over)),
    delta: median(pairs.flat()),
    interval: bootstrapMedian(pairs, next),
    p95: percentile(values(who), 0.95) - percentile(values(over), 0.95),
  }
}

function pick(round: Record<string, Load>, who: Who): Load {
  const load = round[who]
  if (!load) throw new Error(`No load of ${who} in this round`)
  return load
}

const rounded = (value: number): number => Math.round(value * 100) / 100

/** Why the run proves nothing, or null. */
export function notMeasurable(control: { ttfb: number; dcl: number }): string | null {
  const ttfb = Math.abs(control.ttfb) > CONTROL.ttfb
  const dcl = Math.abs(control.dcl) > CONTROL.dcl
  if (!ttfb && !dcl) return null
  return `not measurable: two browsers without any extension differ by ${rounded(control.ttfb)} ms (first byte) and ${rounded(control.dcl)} ms (DOMContentLoaded)`
}

/** Prints everything; returns the exit status: 0 within the bars, 1 over one, 2 not measurable. */
export function report(
  samples: { awake: Samples; asleep: Samples },
  { smoke, next }: { smoke: boolean; next: () => number },
): number {
  const line: Record<string, number | boolean | string> = {}
  const problems: string[] = []
  let unmeasurable: string | null = null
  for (const state of ['awake', 'asleep'] as const) {
    const runs = samples[state]
    const against = (who: Who, what: keyof Load) => compare(runs, who, what, next)
    const kerb = { ttfb: against('kerb', 'ttfb'), dcl: against('kerb', 'dcl') }
    const control = { ttfb: against('control', 'ttfb'), dcl: against('control', 'dcl') }
    const suffix = state === 'asleep' ? '_asleep' : ''
    line[`ttfb_ratio_p50${suffix}`] = rounded(kerb.ttfb.ratio)
    line[`dcl_ratio_p50${suffix}`] = rounded(kerb.dcl.ratio)
    line[`ttfb_delta_ms${suffix}`] = rounded(kerb.ttfb.delta)
    line[`dcl_delta_ms${suffix}`] = rounded(kerb.dcl.delta)
    line[`control_ttfb_delta_ms${suffix}`] = rounded(control.ttfb.delta)
    line[`empty_ttfb_delta_ms${suffix}`] = rounded(against('empty', 'ttfb').delta)
    line[`least_ttfb_delta_ms${suffix}`] = rounded(against('least', 'ttfb').delta)
    line[`ttfb_over_least_ms${suffix}`] = rounded(compare(runs, 'kerb', 'ttfb', next, 'least').delta)
    line[`dcl_over_least_ms${suffix}`] = rounded(compare(runs, 'kerb', 'dcl', next, 'least').delta)
    print(state, runs, next)
    unmeasurable ??= notMeasurable({ ttfb: control.ttfb.delta, dcl: control.dcl.delta })
    if (state === 'awake') {
      if (kerb.ttfb.delta > BARS.ttfb)
        problems.push(`first byte +${rounded(kerb.ttfb.delta)} ms, bar ${BARS.ttfb}`)
      if (kerb.dcl.delta > BARS.dcl)
        problems.push(`DOMContentLoaded +${rounded(kerb.dcl.delta)} ms, bar ${BARS.dcl}`)
    } else {
      line['ttfb_p95_delta_ms_asleep'] = rounded(kerb.ttfb.p95)
      line['least_ttfb_p95_delta_ms_asleep'] = rounded(against('least', 'ttfb').p95)
      if (kerb.ttfb.p95 > BARS.ttfbAsleepP95) {
        problems.push(
          `first byte asleep, 95th percentile +${rounded(kerb.ttfb.p95)} ms, bar ${BARS.ttfbAsleepP95}`,
        )
      }
    }
  }
  if (smoke) console.log('A quick try with few loads: not a measurement.')
  for (const problem of problems) console.log(`over the bar: ${problem}`)
  if (unmeasurable) console.log(unmeasurable)
  console.log(JSON.stringify({ ...line, ...(smoke ? { smoke } : {}) }))
  return unmeasurable ? 2 : problems.length > 0 ? 1 : 0
}

function print(state: string, samples: Samples, next: () => number): void {
  const present = Object.keys(samples[0]?.[0] ?? {})
  const names = (['none', 'control', 'empty', 'least', 'kerb', 'peer'] as const).filter((who) =>
    present.includes(who),
  )
  console.log(
    `\nworker ${state}, milliseconds: median (95th percentile); over none: paired median [95 % interval]`,
  )
  for (const who of names) {
    const parts = (['ttfb', 'dcl'] as const).map((what) => {
      const values = samples.flat().map((round) => pick(round, who)[what])
      const { delta, interval } = compare(samples, who, what, next)
      const over = who === 'none' ? '' : ` ${rounded(delta)} [${interval.map(rounded).join(', ')}]`
      return `${what} ${rounded(median(values))} (${rounded(percentile(values, 0.95))})${over}`
    })
    console.log(`  ${who.padEnd(8)} ${parts.join('   ')}`)
  }
}
