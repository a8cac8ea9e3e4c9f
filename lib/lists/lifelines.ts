/** The built-in lifelines: open in every mode, unrecorded, beyond the reach of any setting. */
import lifelinesFile from '../../assets/lifelines.json' with { type: 'json' }
import type { CategoryId } from '../policy/categories.ts'
import type { Lifeline, LifelinesFile } from './data.ts'
import type { Theme } from '../policy/themes.ts'
import { LIFELINES_ABOUT, NEAREST_LIFELINES } from './themes.ts'

export const LIFELINES: readonly Lifeline[] = (lifelinesFile as LifelinesFile).lifelines

/** Every exact host of a built-in lifeline. */
export const LIFELINE_HOSTS: readonly string[] = [...new Set(LIFELINES.flatMap((line) => line.hosts))]

const byId = new Map(LIFELINES.map((line) => [line.id, line]))

/**
 * The lifelines nearest to what was stopped, at most `count`, then those for anything. Only what a child can use
 * alone, unless `adults` asks for the others too.
 */
export const lifelinesFor = (
  category: CategoryId | undefined,
  count = 3,
  adults = false,
): readonly Lifeline[] => named((category && NEAREST_LIFELINES[category]) ?? [], count, adults)

/** The same for a theme of a search. */
export const lifelinesAbout = (theme: Theme, count = 3): readonly Lifeline[] =>
  named(LIFELINES_ABOUT[theme], count, false)

function named(ids: readonly string[], count: number, adults: boolean): readonly Lifeline[] {
  const general = LIFELINES.filter((line) => line.themes.includes('anything'))
  const lines = [...ids.flatMap((id) => byId.get(id) ?? []), ...general]
  return [...new Set(lines)].filter((line) => adults || line.forChildren).slice(0, count)
}
