/** The school's own entries and timed unblocks. */
import type { Entry } from '../policy/document.ts'
import { plainEntry, type PlainEntry } from '../verdict/entry.ts'
import { drafts, EVERYTHING, type Draft, type Where } from './draft.ts'
import { LAYERS, priorityOf } from './ids.ts'
import { underPath } from './paths.ts'
import { exactly, suffixes } from './places.ts'

const MOST_LABELS = 127
const LONGEST_PATH = 2047
const STEPS = { suffix: 0, host: MOST_LABELS + 1, path: 2 * (MOST_LABELS + 1) } as const

/** The same order as `compareEntries`: kind, then labels, then length of path, then block. */
export function entryPriority(entry: PlainEntry): number {
  const labels = Math.min(entry.labels, MOST_LABELS)
  const within =
    entry.kind === 'path' ? labels * (LONGEST_PATH + 1) + Math.min(entry.path.length, LONGEST_PATH) : labels
  const step = STEPS[entry.kind] + within
  return LAYERS.own.priority[0] + 2 * step + (entry.action === 'block' ? 1 : 0)
}

/** Counts down the regular expressions that path entries may use; hosts and redirects need the rest. */
export class RegexBudget {
  left = 800
}

/** One rule for all entries that stand at the same place in the order and have the same path. */
export function ownEntries(entries: readonly Entry[], budget: RegexBudget): Draft[] {
  const plain = entries.map(plainEntry).filter((entry) => entry !== null)
  return grouped(plain).flatMap((same) => {
    const [first] = same
    return drafts('own', first.action, EVERYTHING, placesOf(same, budget), entryPriority(first))
  })
}

/** Unblocks open and nothing else: of several that match, any will do. */
export function unblocked(entries: readonly Entry[], budget: RegexBudget): Draft[] {
  const plain = entries.map(plainEntry).filter((entry) => entry !== null && entry.action === 'allow')
  return grouped(plain as PlainEntry[]).flatMap((same) =>
    drafts('unblock', 'allow', EVERYTHING, placesOf(same, budget), priorityOf('unblock')),
  )
}

type Group = [PlainEntry, ...PlainEntry[]]

function grouped(entries: readonly PlainEntry[]): Group[] {
  const groups = new Map<string, Group>()
  for (const entry of entries) {
    const key = `${entry.kind} ${entry.action} ${entry.labels} ${entry.path}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [entry])
    else group.push(entry)
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
}

function placesOf(same: Group, budget: RegexBudget): Where[] {
  const [{ kind, path, action }] = same
  const hosts = same.map((entry) => entry.host)
  if (kind === 'host') return exactly(hosts)
  if (kind === 'suffix') return suffixes(hosts)
  const places = underPath(hosts, path, action, budget.left)
  budget.left -= places.filter((place) => place.condition.regexFilter !== undefined).length
  return places
}
