/** What an import changes, in words. */
import type { ClassChange, ImportCounts, Undone } from '../../lib/protocol/classes.ts'
import { plural } from '../format.ts'

/** `3 classes new, 2 end, 41 pupils join a class, 12 leave one`; empty when nothing changes. */
export function countsInWords(counts: ImportCounts): string {
  const classes = [
    [counts.classesNew, 'new'],
    [counts.classesBack, 'back'],
    [counts.classesRenamed, 'renamed'],
    [counts.classesEnded, counts.classesEnded === 1 ? 'ends' : 'end'],
  ] as const
  const first = classes.findIndex(([count]) => count > 0)
  const people = (count: number, who: string, verb: string) =>
    count > 0 ? [`${plural(count, who)} ${verb}`] : []
  return [
    ...classes.flatMap(([count, what], i) =>
      count === 0 ? [] : [`${i === first ? plural(count, 'class', 'classes') : count} ${what}`],
    ),
    ...people(counts.pupilsAdded, 'pupil place', 'added'),
    ...people(counts.pupilsRemoved, 'pupil place', 'removed'),
    ...people(counts.teachersAdded, 'teacher place', 'added'),
    ...people(counts.teachersRemoved, 'teacher place', 'removed'),
  ].join(', ')
}

/** One line for a class that changes: `was 9A; 3 pupils join, 1 leaves`. */
export function changeInWords(change: ClassChange): string {
  if (change.what === 'ended')
    return change.byHand > 0
      ? `ends, although ${plural(change.byHand, 'person was', 'people were')} put into it by hand`
      : 'ends'
  const moves = (name: string, { added, removed }: ClassChange['pupils']) => [
    ...(added > 0 ? [`${plural(added, name)} ${added === 1 ? 'joins' : 'join'}`] : []),
    ...(removed > 0 ? [`${plural(removed, name)} ${removed === 1 ? 'leaves' : 'leave'}`] : []),
  ]
  const parts = [
    ...(change.what === 'new' ? ['new'] : []),
    ...(change.back ? ['begins again'] : []),
    ...(change.was === null ? [] : [`was called ${change.was}`]),
    ...moves('pupil', change.pupils),
    ...moves('teacher', change.teachers),
  ]
  return parts.join(', ')
}

/** What undoing did: `2 classes are as they were. Left, because they were changed by hand: Art.` */
export function undoneInWords({ classes, left, ended }: Undone): string {
  return [
    `${plural(classes, 'class is', 'classes are')} as before the import.`,
    ...(left.length > 0
      ? [`Left as they are, because they were changed by hand since: ${left.join(', ')}.`]
      : []),
    ...(ended.length > 0 ? [`Ended, because they were used already: ${ended.join(', ')}.`] : []),
  ].join(' ')
}
