/** What changed for parents between published policies. Pure. */
import type { Fact } from './said.ts'

export interface PublicChange {
  readonly group: string | null
  /** Absent: there was no such thing before, or is none any more. */
  readonly before?: Fact['said']
  readonly after?: Fact['said']
}

/** Facts that say the same are no change, in whatever order their parts were written. */
export function publicChanges(before: readonly Fact[], after: readonly Fact[]): PublicChange[] {
  const was = new Map(before.map((fact) => [fact.id, fact]))
  const is = new Map(after.map((fact) => [fact.id, fact]))
  const begun = wholeGroups(after, was)
  const ended = wholeGroups(before, is)
  const changes: PublicChange[] = []
  for (const { id, group, said } of after) {
    const old = was.get(id)?.said
    if (group !== null && begun.has(group) && said.about !== 'group') continue
    if (old === undefined) changes.push({ group, after: said })
    else if (!isSame(old, said)) changes.push({ group, before: old, after: said })
  }
  for (const { id, group, said } of before) {
    if (is.has(id) || (group !== null && ended.has(group) && said.about !== 'group')) continue
    changes.push({ group, before: said })
  }
  return changes
}

/** Groups of which the other side has nothing: one line says so. */
function wholeGroups(facts: readonly Fact[], other: ReadonlyMap<string, Fact>): ReadonlySet<string> {
  return new Set(
    facts.flatMap(({ id, group, said }) =>
      group !== null && said.about === 'group' && !other.has(id) ? [group] : [],
    ),
  )
}

const isSame = (a: Fact['said'], b: Fact['said']): boolean => canonical(a) === canonical(b)

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
