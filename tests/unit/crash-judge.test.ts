/** The crash test's judge: each kind of loss is found, and what may be missing is not held against anybody. */
import { expect, test } from 'vitest'
import { complaints, GRACE_MS } from '../crash/judge.ts'
import type { Evidence, Kill, Stored } from '../crash/judge.ts'

const KILL: Kill = { from: 10_000, until: 10_050, restarted: 10_500, restored: true }

const rowsOf = (...rows: Partial<Stored>[]): Stored[] =>
  rows.map((row, i) => ({
    installation: 'a',
    seq: i + 1,
    kind: 'visit',
    host: null,
    target: null,
    at: 1_000,
    ...row,
  }))

/** Everything as it should be, with some of it replaced. */
const evidence = (change: Partial<Evidence> = {}): Evidence => {
  const rows = change.rows ?? rowsOf({ host: 'v1' }, { kind: 'blocked', host: 'f1', target: 'page' })
  return {
    leaked: [],
    served: [{ host: 'v1', finishedAt: 900 }],
    asked: [{ host: 'f1', target: 'page', how: 'link', begun: 900 }],
    kills: [KILL],
    rows,
    written: { a: rows.length },
    ...change,
  }
}
const blocked = (change: Partial<Stored> = {}): Partial<Stored> => ({
  kind: 'blocked',
  host: 'f1',
  target: 'page',
  ...change,
})

test('nothing is said when all is well', () => {
  expect(complaints(evidence())).toEqual([])
})

test.each<[string, Partial<Evidence>, RegExp]>([
  [
    'a forbidden page was let through',
    { leaked: [{ host: 'f1', at: 10_600 }] },
    /f1 \(link\) .* 100 ms after/,
  ],
  ['a visit is missing', { rows: rowsOf(blocked()) }, /v1 was served 1 times .* 0 visit rows/],
  ['a visit is doubled', { rows: rowsOf({ host: 'v1' }, { host: 'v1' }, blocked()) }, /has 2 visit rows/],
  ['a visit was made up', { rows: rowsOf({ host: 'v1' }, { host: 'v2' }, blocked()) }, /v2 .* never served/],
  ['a stop is missing', { rows: rowsOf({ host: 'v1' }) }, /f1 .* no blocked row/],
  ['a stop is doubled', { rows: rowsOf({ host: 'v1' }, blocked(), blocked()) }, /f1 .* 2 blocked rows/],
  [
    'a stop was made up',
    { rows: rowsOf({ host: 'v1' }, blocked(), blocked({ host: 'f2' })) },
    /f2 .* never asked/,
  ],
  [
    'a stop is of another kind',
    { rows: rowsOf({ host: 'v1' }, blocked({ target: 'frame' })) },
    /f1 .* another kind/,
  ],
  ['the tail is missing', { written: { a: 3 } }, /number 3 of a is there 0 times/],
  ['a number is beyond the last', { written: { a: 1 } }, /number 2 of a was never written/],
  [
    'a number is doubled',
    { rows: rowsOf({ host: 'v1' }, blocked({ seq: 1 })) },
    /number 1 of a is there 2 times/,
  ],
  ['an installation sent nothing', { written: { a: 2, b: 1 } }, /number 1 of b is there 0 times/],
  ['a row speaks of losses', { rows: rowsOf({ host: 'v1' }, blocked(), { kind: 'lost' }) }, /row "lost"/],
  [
    'tabs that were not taken up again left a row',
    {
      kills: [{ ...KILL, restored: false }],
      rows: rowsOf({ host: 'v1' }, blocked(), blocked({ at: 11_000 })),
    },
    /f1 .* row in session 1/,
  ],
])('it is found that %s', (_what, change, said) => {
  expect(complaints(evidence(change)).join('\n')).toMatch(said)
})

test('what began just before a kill may be without its row, and no earlier', () => {
  const at = (finishedAt: number, kill = KILL): string[] =>
    complaints(
      evidence({
        kills: [kill],
        served: [{ host: 'v1', finishedAt }],
        asked: [{ host: 'f1', target: 'page', how: 'link', begun: finishedAt }],
        rows: rowsOf({ kind: 'start' }),
      }),
    )
  expect(at(KILL.from - GRACE_MS)).toEqual([])
  expect(at(KILL.until)).toEqual([])
  expect(at(KILL.from - GRACE_MS - 1)).toHaveLength(2)
  expect(at(KILL.until + 1)).toHaveLength(2)
})

test('a document that was never served to the end, or a request never seen to begin, is no debt', () => {
  const change = { served: [{ host: 'v1' }], asked: [{ host: 'f1', target: 'page' as const, how: 'link' }] }
  expect(complaints(evidence({ ...change, rows: rowsOf({ kind: 'start' }) }))).toEqual([])
  expect(complaints(evidence(change))).toEqual([])
})

test('a restored tab may ask once more in the next session, and no more than once', () => {
  const again = blocked({ at: 11_000 })
  expect(complaints(evidence({ rows: rowsOf({ host: 'v1' }, blocked(), again) }))).toEqual([])
  const twice = complaints(evidence({ rows: rowsOf({ host: 'v1' }, blocked(), again, again) }))
  expect(twice.join()).toMatch(/2 blocked rows in session 1/)
})
