/** What the parts of a source are taken for. */
import type { CategoryId } from '../../lib/policy/categories.ts'
import type { ListMapping } from '../../lib/protocol/list-sources.ts'

/** The categories of a part; none when it is taken for nothing. */
export function mapped(mapping: ListMapping): (group: string) => readonly CategoryId[] {
  const lines = new Map(mapping.map(({ group, categories }) => [group.toLowerCase(), categories]))
  const rest = lines.get('') ?? []
  return (group) => lines.get(group.toLowerCase()) ?? rest
}
