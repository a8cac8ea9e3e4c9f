/** The built-in lifelines: open in every mode, unrecorded, beyond the reach of any setting. */
import lifelinesFile from '../../assets/lifelines.json' with { type: 'json' }
import type { CategoryId } from '../policy/categories.ts'
import type { Lifeline, LifelinesFile } from './data.ts'
import { NEAREST_LIFELINES } from './themes.ts'

export const LIFELINES: readonly Lifeline[] = (lifelinesFile as LifelinesFile).lifelines

/** Every exact host of a built-in lifeline. */
export const LIFELINE_HOSTS: readonly string[] = [...new Set(LIFELINES.flatMap((line) => line.hosts))]

const byId = new Map(LIFELINES.map((line) => [line.id, line]))

/**
 * The lifelines nearest to what was stopped, at most `count`, then those for anything. Only what a child can use
 * alone, unless `adults` asks for the others too.
 */
export function lifelinesFor(
  category: CategoryId | undefined,
  count = 3,
  adults = false,
): readonly Lifeline[] {
  const near = (category && NEAREST_LIFELINES[category]) ?? []
  const general = LIFELINES.filter((line) => line.themes.includes('anything'))
  const lines = [...near.flatMap((id) => byId.get(id) ?? []), ...general]
  return [...new Set(lines)].filter((line) => adults || line.forChildren).slice(0, count)
}
