/** The built-in lifelines: open in every mode, unrecorded, beyond the reach of any setting. */
import lifelinesFile from '../../assets/lifelines.json' with { type: 'json' }
import type { CategoryId } from '../policy/categories.ts'
import type { Lifeline, LifelinesFile } from './data.ts'
import { THEMES_OF_CATEGORY, type LifelineTheme } from './themes.ts'

export const LIFELINES: readonly Lifeline[] = (lifelinesFile as LifelinesFile).lifelines

/** Every exact host of a built-in lifeline. */
export const LIFELINE_HOSTS: readonly string[] = [...new Set(LIFELINES.flatMap((line) => line.hosts))]

/**
 * The lifelines nearest to what was stopped, at most `count`: those for its themes in the order of the file, then
 * those for anything. Only what a child can use alone, unless `adults` asks for the others too.
 */
export function lifelinesFor(
  category: CategoryId | undefined,
  count = 3,
  adults = false,
): readonly Lifeline[] {
  const themes = new Set<LifelineTheme>(category ? THEMES_OF_CATEGORY[category] : [])
  const usable = LIFELINES.filter((line) => adults || line.forChildren)
  const near = usable.filter((line) => line.themes.some((theme) => themes.has(theme)))
  const general = usable.filter((line) => line.themes.includes('anything'))
  return [...new Set([...near, ...general])].slice(0, count)
}
