/** The arithmetic behind `npm run bench:lesson`. */
import { expect, test } from 'vitest'
import { figures, overBars } from '../bench/lesson/report.ts'
import type { Measured, Round } from '../bench/lesson/report.ts'

const round = (by: number): Round => ({
  realShown: [100 + by, 200 + by, 250 + by],
  simShown: Array.from({ length: 101 }, (_, i) => i * 10 + by),
  simHeard: [50 + by],
  simTold: [10 + by],
  simSaid: [30 + by],
  all: 1000 + by,
  clickToReceipt: 20 + by,
  bare: [5, 40],
})
const measured: Measured = {
  rounds: [round(0), round(100), round(10)],
  memory: { none: 100 * 1024, all: 150 * 1024, devices: 2 },
  restarts: [
    { sinceKill: 4.5, sinceUp: 3 },
    { sinceKill: 5.5, sinceUp: 2 },
  ],
}

test('the last real browser of each lesson counts, the worst restart, and kilobytes a device', () => {
  expect(figures(measured)).toMatchObject({
    real_p50_ms: 260,
    real_each_p50_ms: 210,
    all_p50_ms: 1010,
    click_to_receipt_p50_ms: 30,
    kb_per_device: 25,
    reconnect_s: 5.5,
    reconnect_since_up_s: 3,
    bare_p95_ms: 40,
  })
})

test('95 of a hundred devices are in the lesson by then', () => {
  expect(figures({ ...measured, rounds: [round(0)] }).sim_p95_ms).toBe(950)
})

test('what was not measured is neither a figure nor over a bar', () => {
  const none = figures({ ...measured, rounds: [{ ...round(0), realShown: [] }] })
  expect(none.real_p50_ms).toBeNull()
  expect(overBars(none)).toEqual([])
})

test('a bar is met by its own figure, and missed by more', () => {
  const good = figures(measured)
  expect(
    overBars({ ...good, real_p50_ms: 300, sim_p95_ms: 1000, kb_per_device: 60, reconnect_s: 10 }),
  ).toEqual([])
  expect(overBars({ ...good, real_p50_ms: 301, reconnect_s: 10.1 })).toEqual([
    'real_p50_ms is 301, over the bar of 300',
    'reconnect_s is 10.1, over the bar of 10',
  ])
})
