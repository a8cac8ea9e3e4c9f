/** Which states of the pages a run looks at: some of every page, others at each commit. */
import type { Scene } from './scenes.ts'

/** @param most of each page @param seed where to begin, the same for everybody who runs the same commit */
export function rotated(scenes: readonly Scene[], most: number, seed: number): Scene[] {
  const pages = Map.groupBy(scenes, ({ path }) => path.split(/[?#]/)[0] ?? path)
  return [...pages.values()].flatMap((states) => {
    const from = seed % states.length
    return [...states.slice(from), ...states.slice(0, from)].slice(0, most)
  })
}
