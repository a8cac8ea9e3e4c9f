/** Which states of the pages a run looks at: some of every page, others at each commit. */
import { someOfEach } from '../../rig/budget.ts'
import type { Scene } from './stage.ts'

/** @param most of each page @param seed where to begin, the same for everybody who runs the same commit */
export const rotated = (scenes: readonly Scene[], most: number, seed: number): Scene[] =>
  someOfEach(scenes, ({ path }) => path.split(/[?#]/)[0] ?? path, most, seed)
