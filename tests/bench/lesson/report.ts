/** From what `npm run bench:lesson` measured to its table, its verdict and its last line. */
import { median, percentile } from '../statistics.ts'
import { BARS } from './settings.ts'

/** One lesson: milliseconds from the server's receipt of the click, a device each. */
export interface Round {
  /** Until the console showed the device as enforcing. */
  readonly realShown: readonly number[]
  readonly simShown: readonly number[]
  /** Until the console's page heard of it. */
  readonly simHeard: readonly number[]
  /** Until the device was told, and until it said that it enforces. */
  readonly simTold: readonly number[]
  readonly simSaid: readonly number[]
  /** Until the console said that all enforce. */
  readonly all: number
  /** From the click in the page to the server's receipt of it. */
  readonly clickToReceipt: number
  /** The same bytes to as many bare sockets and back, just before. */
  readonly bare: readonly number[]
}

export interface Measured {
  readonly rounds: readonly Round[]
  /** Bytes. */
  readonly memory: { readonly none: number; readonly all: number; readonly devices: number }
  /** Of each restart: seconds from the server's death, and from when it answered again. */
  readonly restarts: readonly { readonly sinceKill: number; readonly sinceUp: number }[]
}

const p95 = (values: readonly number[]): number | null =>
  values.length === 0 ? null : Math.round(percentile(values, 0.95))
const middle = (values: readonly number[]): number | null =>
  values.length === 0 ? null : Math.round(median(values))
const last = (values: readonly number[]): number[] => (values.length === 0 ? [] : [Math.max(...values)])

/** All figures; the four with a bar first. Null: there was nothing to measure it on. */
export function figures({ rounds, memory, restarts }: Measured) {
  const all = (of: (round: Round) => readonly number[]): number[] => rounds.flatMap(of)
  return {
    // The last of the real browsers of each lesson: only with that is the class in it.
    real_p50_ms: middle(all(({ realShown }) => last(realShown))),
    sim_p95_ms: p95(all(({ simShown }) => simShown)),
    kb_per_device: Math.round((memory.all - memory.none) / 102.4 / memory.devices) / 10,
    reconnect_s: Math.max(...restarts.map(({ sinceKill }) => sinceKill)),
    real_each_p50_ms: middle(all(({ realShown }) => realShown)),
    sim_p50_ms: middle(all(({ simShown }) => simShown)),
    all_p50_ms: middle(rounds.map((round) => round.all)),
    click_to_receipt_p50_ms: middle(rounds.map(({ clickToReceipt }) => clickToReceipt)),
    sim_told_p95_ms: p95(all(({ simTold }) => simTold)),
    sim_said_p95_ms: p95(all(({ simSaid }) => simSaid)),
    sim_heard_p95_ms: p95(all(({ simHeard }) => simHeard)),
    bare_p95_ms: p95(all(({ bare }) => bare)),
    reconnect_since_up_s: Math.max(...restarts.map(({ sinceUp }) => sinceUp)),
  }
}

export type Figures = ReturnType<typeof figures>

/** The bars that these figures are over, in words. What was not measured is over none. */
export function overBars(measured: Figures): string[] {
  const names = Object.keys(BARS) as (keyof typeof BARS)[]
  return names
    .filter((name) => (measured[name] ?? 0) > BARS[name])
    .map((name) => `${name} is ${measured[name]}, over the bar of ${BARS[name]}`)
}
