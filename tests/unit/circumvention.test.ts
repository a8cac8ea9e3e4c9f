/** The suite of ways round as a table: names, what is on the list of open ones, and what the documentation says of each. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { BROWSER_POLICIES } from '../../lib/policy/browser-policies.ts'
import { ALL } from '../circumvention/all.ts'
import { TECHNIQUES } from '../circumvention/case.ts'
import { NOT_RUN } from '../circumvention/cases/not-run.ts'
import { chosen } from '../circumvention/chosen.ts'
import { missingFrom } from '../circumvention/missing.ts'
import { OPEN } from '../circumvention/open.ts'
import { resultOf, summaryOf } from '../circumvention/table.ts'
import type { Played } from '../circumvention/play.ts'
import { ROOT } from '../rig/paths.ts'

const names = ALL.map(({ name }) => name)

test('every case has a name of its own', () => {
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})

test('only cases that are played are on the list of open ones, each with its reason', () => {
  const played = new Set(ALL.filter(({ isRun }) => isRun).map(({ name }) => name))
  expect(Object.keys(OPEN).filter((name) => !played.has(name))).toEqual([])
  expect(Object.values(OPEN).filter((why) => why.length < 20)).toEqual([])
})

test('a setting that covers what cannot be played is in the pack', () => {
  const keys = new Set(BROWSER_POLICIES.flatMap(({ chrome, edge }) => [chrome, edge]))
  const settings = NOT_RUN.flatMap(({ covers }) => covers.map((one) => one.split(' ')[0] ?? '')).filter(
    (one) => /^[A-Z]/.test(one),
  )
  expect(settings.length).toBeGreaterThan(5)
  expect(settings.filter((one) => !keys.has(one))).toEqual([])
})

describe('a normal run', () => {
  const played = ALL.filter(({ isRun }) => isRun)
  const techniques = [...new Set(played.map(({ technique }) => technique))]

  test('takes every technique, one of each', () => {
    const taken = chosen(played, 7, 1)
    expect(taken.map(({ technique }) => technique).sort()).toEqual(techniques.sort())
    expect(TECHNIQUES.filter((one) => !techniques.includes(one))).toEqual([])
  })

  test('takes each case at some commit', () => {
    const seen = new Set(Array.from({ length: 200 }, (_, seed) => chosen(played, seed, 1)).flat())
    expect(seen.size).toBe(played.length)
  })
})

describe('the numbers', () => {
  const all = [
    { name: 'a', technique: 'a game', tries: '', covered: '', isRun: true, isAllowed: false },
    { name: 'b', technique: 'a game', tries: '', covered: '', isRun: true, isAllowed: false },
    { name: 'c', technique: 'ordinary use', tries: '', covered: '', isRun: true, isAllowed: true },
    { name: 'd', technique: 'a game', tries: '', covered: '', isRun: false, isAllowed: false },
    { name: 'e', technique: 'a game', tries: '', covered: '', isRun: true, isAllowed: false },
  ] as const
  const played = new Map<string, Played>([
    ['a', { name: 'a', outcome: 'held', ms: 41.6 }],
    ['b', { name: 'b', outcome: 'open' }],
    ['c', { name: 'c', outcome: 'open' }],
  ])

  test('count what was played, and tell a way round from a wrong stop', () => {
    expect(summaryOf(all, played)).toEqual({
      cases: 4,
      held: 1,
      open: ['b'],
      notRunnable: 1,
      wronglyBlocked: ['c'],
    })
  })

  test('have words in the table', () => {
    expect(all.map((one) => resultOf(one, played.get(one.name)))).toEqual([
      'held, after 42 ms',
      '**open**',
      '**wrongly stopped**',
      'not run here',
      'not played in this run',
    ])
  })
})

test('a list of names is compared with ours', () => {
  expect(missingFrom('name\ttechnique\nurl-case\tx\nno-such-case\ty\n', ALL)).toEqual(['no-such-case'])
})

test('the documentation has a line for every case, with what the list of open ones says', () => {
  const file = join(ROOT, 'docs/circumvention.md')
  expect(existsSync(file)).toBe(true)
  const lines = readFileSync(file, 'utf8').split('\n')
  const row = (name: string): string => lines.find((line) => line.startsWith(`| \`${name}\` |`)) ?? ''
  expect(names.filter((name) => row(name) === '')).toEqual([])
  const isOpen = (name: string): boolean => /\*\*(open|wrongly stopped)\*\* \|$/.test(row(name))
  expect(names.filter(isOpen).sort()).toEqual(Object.keys(OPEN).sort())
})
