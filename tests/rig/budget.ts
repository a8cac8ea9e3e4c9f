/** How many rounds a test runs, from tests/budget.json, and the seed of everything random. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './paths.ts'

type Budgets = Record<'normal' | 'full', Record<string, number>>

/** Rounds or cases for one test: the `full` number under `npm run test:full`, else the `normal` one. */
export function budget(name: string): number {
  const budgets = JSON.parse(readFileSync(join(ROOT, 'tests/budget.json'), 'utf8')) as Budgets
  const rounds = budgets[process.env['KERB_FULL'] ? 'full' : 'normal'][name]
  if (rounds === undefined) throw new Error(`tests/budget.json does not say how many rounds "${name}" runs`)
  return rounds
}

/**
 * The seed of a run: KERB_SEED, to repeat one, else from the commit, so that each commit tries other cases and
 * everybody who runs the same commit tries the same.
 */
export function seed(): number {
  const given = process.env['KERB_SEED']
  if (given) return Number.parseInt(given, 10)
  try {
    const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' })
    return Number.parseInt(commit.slice(0, 7), 16)
  } catch {
    // A copy without its history, from an archive.
    return 1
  }
}

/** `most` of `all` from a place on, round its end. */
const from = <T>(all: readonly T[], place: number, most: number): T[] => {
  const at = place % all.length
  return [...all.slice(at), ...all.slice(0, at)].slice(0, most)
}

/** Of `all`, as many as the budget of that name says: each commit others, until all have had their turn. */
export function inTurn<T>(all: readonly T[], name: string, commit = seed()): readonly T[] {
  const most = Math.min(budget(name), all.length)
  return from(all, commit * most, most)
}

/** So many of each kind. @param place where to begin: a commit's seed */
export const someOfEach = <T>(
  all: readonly T[],
  kind: (one: T) => unknown,
  most: number,
  place: number,
): T[] => [...Map.groupBy(all, kind).values()].flatMap((some) => from(some, place, most))
