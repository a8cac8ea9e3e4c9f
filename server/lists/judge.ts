/** Whether an update may be taken by itself. Upstream lists have been published nearly empty, and have held the BBC. */
import {
  GENERAL_LIST,
  GENERAL_LISTS_HOLD,
  MUST_BE_OPEN,
  shrinksTooFar,
  stoppedSomewhere,
} from '../../lib/lists/canaries.ts'
import { suffixesOf } from '../../lib/lists/host.ts'
import type { CategoryId } from '../../lib/policy/categories.ts'
import type { ListProblem, ListUpdate } from '../../lib/protocol/list-sources.ts'

/** A few names come and go; so small a part says nothing. */
const TOO_FEW = 20
const MOST_BAD = 0.2
const FEW_BAD = 20

/** Hosts that are looked for in every list, with every parent of theirs. */
export const WATCHED: ReadonlySet<string> = new Set([
  ...MUST_BE_OPEN.flatMap((host) => [...suffixesOf(host)]),
  ...Object.values(GENERAL_LISTS_HOLD).flat(),
])

export interface Judged {
  readonly names: number
  readonly segments: ListUpdate['segments']
  readonly lines: number
  readonly bad: number
  /** Those of WATCHED that it lists. */
  readonly watched: ReadonlyMap<string, readonly CategoryId[]>
}

/** `previous`: the update in force, taken for the same categories; null when there is none. */
export function problemsOf(
  update: Judged,
  previous: Pick<Judged, 'names' | 'segments'> | null,
): ListProblem[] {
  return [
    ...(previous ? shrinking(update, previous) : []),
    ...canaries(update),
    ...badLines(update),
    ...(update.names === 0 && !previous
      ? [{ code: 'empty', detail: 'No name was found that is taken for a category.' } as const]
      : []),
  ]
}

function shrinking(update: Judged, previous: Pick<Judged, 'names' | 'segments'>): ListProblem[] {
  const now = new Map(update.segments.map(({ category, names }) => [category, names]))
  const all = { what: 'The list', before: previous.names, now: update.names }
  const parts = previous.segments
    .filter(({ names }) => names >= TOO_FEW)
    .map(({ category, names }) => ({ what: `“${category}”`, before: names, now: now.get(category) ?? 0 }))
  return [all, ...(previous.segments.length > 1 ? parts : [])]
    .filter((one) => shrinksTooFar(one.before, one.now))
    .map((one) => ({
      code: 'shrinks',
      detail: `${one.what} shrinks from ${one.before} names to ${one.now}, by more than a fifth.`,
    }))
}

function canaries({ segments, watched }: Judged): ListProblem[] {
  const stops = MUST_BE_OPEN.flatMap((canary): ListProblem[] => {
    const hit = [...suffixesOf(canary)].find((suffix) => watched.get(suffix)?.some(stoppedSomewhere))
    if (hit === undefined) return []
    const as = watched.get(hit)?.filter(stoppedSomewhere).join(', ') ?? ''
    return [{ code: 'stops-canary', detail: `It lists ${hit} as ${as}, which would stop ${canary}.` }]
  })
  const lacks = segments.flatMap(({ category, names }): ListProblem[] => {
    const hosts = GENERAL_LISTS_HOLD[category] ?? []
    if (names < GENERAL_LIST || hosts.length === 0) return []
    if (hosts.some((host) => watched.get(host)?.includes(category))) return []
    const detail = `It holds none of ${hosts.join(', ')}, which every long list of “${category}” has.`
    return [{ code: 'lacks-canary', detail }]
  })
  return [...stops, ...lacks]
}

function badLines({ lines, bad }: Judged): ListProblem[] {
  if (bad <= FEW_BAD || bad <= lines * MOST_BAD) return []
  const detail = `${bad} of ${lines} lines could not be read: is the format the right one?`
  return [{ code: 'many-bad-lines', detail }]
}
