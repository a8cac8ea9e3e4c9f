/** The arithmetic behind `npm run bench:page`, and the page it measures. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { compare, notMeasurable, report } from '../bench/page-report.ts'
import type { Samples } from '../bench/page-report.ts'
import { bootstrapMedian, median, percentile, random, shuffled } from '../bench/statistics.ts'
import { ROOT } from '../rig/paths.ts'

test('percentiles interpolate, and the bootstrap interval holds the true median', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(percentile([0, 10], 0.95)).toBeCloseTo(9.5)
  expect(() => median([])).toThrow('No values')
  const next = random(1)
  const launches = Array.from({ length: 6 }, () => Array.from({ length: 60 }, () => 5 + next() * 2 - 1))
  const [low, high] = bootstrapMedian(launches, next)
  expect(low).toBeLessThan(5)
  expect(high).toBeGreaterThan(5)
  expect(high - low).toBeLessThan(0.6)
})

test('a shuffle keeps everything and depends on the seed alone', () => {
  const items = [1, 2, 3, 4, 5]
  expect(shuffled(items, random(4)).toSorted((a, b) => a - b)).toEqual(items)
  expect(shuffled(items, random(4))).toEqual(shuffled(items, random(4)))
})

/** Two launches of ten rounds in which each browser is slower than none by a fixed amount. */
const made = (over: Record<string, number>): Samples =>
  [0, 7].map((launch) =>
    Array.from({ length: 10 }, (_, round) =>
      Object.fromEntries(
        Object.entries({ none: 0, ...over }).map(([who, ms]) => [
          who,
          { ttfb: 20 + launch + round + ms, dcl: 60 + launch + round + ms },
        ]),
      ),
    ),
  )

test('differences are paired, so that a slow round is slow for all', () => {
  const { delta, interval } = compare(made({ kerb: 3 }), 'kerb', 'ttfb', random(2))
  expect(delta).toBeCloseTo(3)
  expect(interval[1] - interval[0]).toBeCloseTo(0)
})

test('a control that differs makes the run worthless; a bar that is passed fails it', () => {
  expect(notMeasurable({ ttfb: 0.9, dcl: -4.9 })).toBeNull()
  expect(notMeasurable({ ttfb: -1.1, dcl: 0 })).toContain('not measurable')
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  const status = (kerb: number, control: number) => {
    const samples = made({ kerb, control, empty: 1, least: 2 })
    return report({ awake: samples, asleep: samples }, { smoke: false, next: random(3) })
  }
  expect(status(3, 0)).toBe(0)
  const last = JSON.parse(String(log.mock.lastCall?.[0])) as Record<string, number>
  expect(last['ttfb_over_least_ms']).toBe(1)
  expect(status(5, 0)).toBe(1)
  expect(status(3, 2)).toBe(2)
  log.mockRestore()
  const keys = ['ttfb_ratio_p50', 'dcl_ratio_p50', 'ttfb_delta_ms', 'dcl_delta_ms', 'control_ttfb_delta_ms']
  for (const key of [...keys, 'empty_ttfb_delta_ms', 'ttfb_over_least_ms']) {
    expect(last[key]).toBeTypeOf('number')
    expect(last[`${key}_asleep`]).toBeTypeOf('number')
  }
})

test('the page is the page: 30 kB, 12 own resources, 4 of other hosts, one frame', () => {
  const html = readFileSync(join(ROOT, 'tests/bench/fixture/index.html'), 'utf8')
  expect(Math.abs(html.length - 30_000)).toBeLessThan(500)
  const sources = [
    ...html.matchAll(/<(?:img|script|link rel="stylesheet")[^>]*?(?:src|href)="([^"]+)"/g),
  ].map(([, s]) => s)
  expect(sources.filter((source) => source?.startsWith('/'))).toHaveLength(12)
  expect(sources.filter((source) => source?.startsWith('http://'))).toHaveLength(4)
  expect(html.match(/<iframe/g)).toHaveLength(1)
})
