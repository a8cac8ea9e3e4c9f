/** Checks of the school's own entries in a policy document. */
import type { Entry, PolicyDocument } from './document.ts'
import { entryPlace } from './entries.ts'
import { when, type Path, type Problems } from './validate-problems.ts'

export function entryProblems(entry: Entry, path: Path, clauses: PolicyDocument['clauses']): Problems {
  return [
    ...when(
      entry.kind === 'path' && (entry.path === undefined || /^\/+$/.test(entry.path)),
      [...path, 'path'],
      'is missing',
      'Write the path, for example /games, or use kind “suffix” for the whole site.',
    ),
    ...when(
      entry.kind !== 'path' && entry.path !== undefined,
      [...path, 'path'],
      'does not belong here',
      'Use kind “path”, or remove it.',
    ),
    ...(entry.clause === undefined ? [] : clauseProblem(entry.clause, [...path, 'clause'], clauses)),
  ]
}

/** The same place opened and blocked in one list: the block would win, and one of them is a mistake. */
export function contradictions(entries: readonly Entry[], path: Path): Problems {
  const seen = new Map<string, Entry['action']>()
  return entries.flatMap((entry, i) => {
    const before = seen.get(entryPlace(entry))
    seen.set(entryPlace(entry), entry.action)
    const fix = 'An earlier entry says otherwise about the same place: keep one of them.'
    return when(before !== undefined && before !== entry.action, [...path, i], `is a contradiction`, fix)
  })
}

export const clauseProblem = (clause: string, path: Path, clauses: PolicyDocument['clauses']): Problems =>
  when(
    !Object.hasOwn(clauses, clause),
    path,
    'names no clause',
    'Add the clause to “clauses”, or correct its id.',
  )
