/** What a group's words about personal details may still get wrong. */
import type { GroupPolicy } from './document.ts'
import { when, type Path, type Problems } from './validate-problems.ts'

export const personalProblems = ({ personalDetails }: GroupPolicy, path: Path): Problems =>
  (personalDetails?.exempt ?? []).flatMap((host, i, all) => [
    ...when(!host.includes('.'), [...path, i], 'would exempt a whole top-level domain', 'Name the site.'),
    ...when(all.indexOf(host) < i, [...path, i], 'stands there already', 'Keep one of the two.'),
  ])
