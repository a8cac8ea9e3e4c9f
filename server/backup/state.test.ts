/** Which backups go, and what is said about those that stay. */
import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../lib/time/zone.ts'
import { type BackupFile, fileName, outdated } from './files.ts'
import { type Known, problemsOf } from './state.ts'

const NOW = Date.UTC(2026, 10, 24, 12)
const made = (at: number): BackupFile => ({ name: fileName(at), made: at, bytes: 1 })
const names = (files: readonly BackupFile[]) => files.map(({ made: at }) => (NOW - at) / HOUR)

describe('what goes', () => {
  it('is all but the newest of each day, and days beyond those that are kept', () => {
    const files = [1, 30, 31, 60, 90, 120].map((hours) => made(NOW - hours * HOUR))
    // Days of the 24th, 23rd (twice), 22nd, 20th, 19th.
    expect(names(outdated(files, 3, NOW))).toEqual([31, 90, 120])
    expect(names(outdated(files, 99, NOW))).toEqual([31])
  })

  it('is nothing because it is old: a server that makes none any more loses none', () => {
    const files = [400, 401, 500].map((days) => made(NOW - days * DAY))
    expect(outdated(files, 3, NOW)).toEqual([])
  })

  it('is no older day because somebody presses the button all morning', () => {
    const files = [...[0, 1, 2, 3, 4, 5].map((i) => made(NOW - i * 60_000)), made(NOW - 2 * DAY)]
    expect(names(outdated(files, 2, NOW))).toHaveLength(3)
    expect(outdated(files, 2, NOW)).not.toContainEqual(made(NOW - 2 * DAY))
  })
})

describe('what is wrong', () => {
  const well: Known = {
    now: NOW,
    files: [made(NOW - 20 * HOUR)],
    unreadable: null,
    lastRun: undefined,
    isTimed: true,
    isSameDisk: false,
    areKeysKept: true,
    aside: [],
  }
  const codes = (more: Partial<Known>) => problemsOf({ ...well, ...more }).map(({ code }) => code)
  const run = {
    began: 0,
    ended: 0,
    asked: 'time' as const,
    file: null,
    bytes: 0,
    problem: 'The disk is full.',
  }

  it('is nothing when there is one of the last day, elsewhere, and its keys are kept', () =>
    expect(codes({})).toEqual([]))

  it.each<[string, Partial<Known>]>([
    ['none', { files: [] }],
    ['unreadable', { files: [], unreadable: 'EACCES' }],
    ['old', { files: [made(NOW - 37 * HOUR)] }],
    ['failed', { lastRun: run }],
    ['off', { isTimed: false }],
    ['keys', { areKeysKept: false }],
    ['same-disk', { isSameDisk: true }],
    ['before-restore', { aside: ['before-restore-1'] }],
  ])('is %s', (code, more) => expect(codes(more)).toEqual([code]))

  it('is not a failure that a later one made good', () =>
    expect(codes({ lastRun: { ...run, problem: null } })).toEqual([]))
})
