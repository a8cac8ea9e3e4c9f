/** What a group's rules for downloads may still get wrong. */
import type { GroupPolicy } from './document.ts'
import { when, type Path, type Problems } from './validate-problems.ts'

type Site = NonNullable<NonNullable<GroupPolicy['downloads']>['sites']>[number]

/** Two rules that speak of one kind from one host: which of them was meant, nobody can say. */
const meet = (one: Site, other: Site): boolean =>
  one.host === other.host &&
  (one.kinds === undefined
    ? other.kinds === undefined
    : other.kinds !== undefined && one.kinds.some((kind) => other.kinds?.includes(kind)))

export const downloadProblems = ({ downloads }: GroupPolicy, path: Path): Problems =>
  (downloads?.sites ?? []).flatMap((site, i, all) => [
    ...when(
      (site.action === 'allow' || site.action === 'ask') && !site.host.includes('.'),
      [...path, i, 'host'],
      'would open a whole top-level domain',
      'Name the site.',
    ),
    ...when(
      all.slice(0, i).some((other) => meet(site, other)),
      [...path, i],
      'speaks of the same files as an earlier line',
      'Keep one of the two.',
    ),
  ])
