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
    expect(names(outdated(files, 3, NOW, true))).toEqual([31, 90, 120])
    expect(names(outdated(files, 99, NOW, true))).toEqual([31])
  })

  // Was broken: a server that made none any more kept for ever what had been deleted since.
  it('is whatever is older than backups are kept for, the last one too', () => {
    const files = [13, 14, 20].map((days) => made(NOW - days * DAY))
    expect(names(outdated(files, 14, NOW, true))).toEqual([14 * 24, 20 * 24])
    expect(names(outdated(files, 13, NOW, true))).toEqual([13 * 24, 14 * 24, 20 * 24])
    expect(outdated(files.slice(0, 1), 14, NOW, true)).toEqual([])
  })

  it('is not the last one before its end was announced', () => {
    const files = [14, 13, 20].map((days) => made(NOW - days * DAY))
    expect(names(outdated(files, 13, NOW, false))).toEqual([14 * 24, 20 * 24])
    expect(outdated([], 13, NOW, false)).toEqual([])
  })

  it('is no older day because somebody presses the button all morning', () => {
    const files = [...[0, 1, 2, 3, 4, 5].map((i) => made(NOW - i * 60_000)), made(NOW - 2 * DAY)]
    expect(names(outdated(files, 3, NOW, true))).toHaveLength(3)
    expect(outdated(files, 3, NOW, true)).not.toContainEqual(made(NOW - 2 * DAY))
  })
})

describe('what is wrong', () => {
  const well: Known = {
    now: NOW,
    files: [made(NOW - 20 * HOUR)],
    kept: 14,
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

  it('is that the last one is about to go', () => {
    expect(codes({ files: [made(NOW - 9 * DAY)] })).toEqual(['old'])
    expect(codes({ files: [made(NOW - 10 * DAY)] })).toEqual(['ending', 'old'])
    // A school that keeps them for the least time is not warned each day.
    expect(codes({ files: [made(NOW - 20 * HOUR)], kept: 4 })).toEqual([])
    expect(codes({ files: [made(NOW - 37 * HOUR)], kept: 4 })).toEqual(['ending', 'old'])
  })

  it('is not a failure that a later one made good', () =>
    expect(codes({ lastRun: { ...run, problem: null } })).toEqual([]))
})
