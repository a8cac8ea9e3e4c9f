/** What came of the cases: the numbers of the last line, and docs/circumvention.md. Pure. */
import { TECHNIQUES } from './case.ts'
import type { Listed } from './case.ts'
import type { Played } from './play.ts'

export interface Summary {
  readonly cases: number
  readonly held: number
  readonly open: readonly string[]
  readonly notRunnable: number
  readonly wronglyBlocked: readonly string[]
}

/** @param played what was played, in any order; a case that was not is counted only where it never is */
export function summaryOf(all: readonly Listed[], played: ReadonlyMap<string, Played>): Summary {
  const came = all.filter(({ name, isRun }) => isRun && played.has(name))
  const failed = came.filter(({ name }) => played.get(name)?.outcome === 'open')
  const notRunnable = all.filter(({ isRun }) => !isRun).length
  return {
    cases: came.length + notRunnable,
    held: came.length - failed.length,
    open: failed.filter(({ isAllowed }) => !isAllowed).map(({ name }) => name),
    notRunnable,
    wronglyBlocked: failed.filter(({ isAllowed }) => isAllowed).map(({ name }) => name),
  }
}

/** Words that stand for a result in the table. */
export function resultOf(one: Listed, played: Played | undefined): string {
  if (!one.isRun) return 'not run here'
  if (played === undefined) return 'not played in this run'
  if (played.outcome === 'open') return one.isAllowed ? '**wrongly stopped**' : '**open**'
  if (one.isAllowed) return 'stays open'
  return played.ms === undefined ? 'held' : `held, after ${Math.round(played.ms)} ms`
}

export interface Run {
  readonly at: string
  readonly commit: string
  readonly browser: string
}

export function tableOf(
  all: readonly Listed[],
  played: ReadonlyMap<string, Played>,
  open: Readonly<Record<string, string>>,
  run: Run,
): string {
  const { cases, held, open: notHeld, notRunnable, wronglyBlocked } = summaryOf(all, played)
  const rows = (technique: string): string[] =>
    all
      .filter((one) => one.technique === technique)
      .map((one) => {
        const why = open[one.name]
        const covered = why === undefined ? one.covered : `${one.covered}. Today: ${why}`
        return `| \`${one.name}\` | ${cell(one.tries)} | ${cell(covered)} | ${resultOf(one, played.get(one.name))} |`
      })
  const sections = TECHNIQUES.flatMap((technique) => [
    `## ${technique[0]?.toUpperCase()}${technique.slice(1)}`,
    '',
    '| name | what is tried | what holds it | result |',
    '|---|---|---|---|',
    ...rows(technique),
    '',
  ])
  return [
    '# Ways round, and what holds them',
    '',
    `<!-- Written by \`npm run test:circumvention\`. Change tests/circumvention. -->`,
    '',
    `Each is played by its name in a really managed Chromium, from the production build, on loopback: on ${run.at}, at commit`,
    `${run.commit}, with ${run.browser}. ${cases} cases: ${held} came out as they should, ${notHeld.length === 1 ? '1 way round is' : `${notHeld.length} ways round are`} open,`,
    `${wronglyBlocked.length} ordinary uses were stopped wrongly, ${notRunnable} cannot be played here. Milliseconds are how long a page`,
    'stood, from when it had been handed over whole until it was gone.',
    '',
    ...sections,
  ].join('\n')
}

const cell = (text: string): string => text.replaceAll('|', '\\|')
