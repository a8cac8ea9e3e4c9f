/** Checks of what is timed for somebody: unblocks and suspensions. */
import type { PolicyDocument } from './document.ts'
import { entryProblems } from './validate-entries.ts'
import { when, type Path, type Problems } from './validate-problems.ts'

/** Epoch milliseconds of this century; seconds are the usual mistake. */
export const timeProblem = (time: number, path: Path): Problems =>
  when(
    time < Date.UTC(2020, 0, 1) || time > Date.UTC(2100, 0, 1),
    path,
    'is not a time in milliseconds',
    'Write milliseconds since 1970, not seconds.',
  )

const spanProblems = (one: { from: number; until: number }, path: Path): Problems => [
  ...timeProblem(one.from, [...path, 'from']),
  ...timeProblem(one.until, [...path, 'until']),
  ...when(one.from >= one.until, [...path, 'until'], 'is not after from', 'It must end after it starts.'),
]

export function unblockProblems(
  document: PolicyDocument,
  hasGroup: (name: string) => boolean,
  groupFix: string,
): Problems {
  return document.unblocks.flatMap((one, i) => {
    const path = ['unblocks', i]
    const nobody = one.forGroup === undefined && one.forPerson === undefined
    return [
      ...repeated(document.unblocks, i, path),
      ...spanProblems(one, path),
      ...entryProblems(one.entry, [...path, 'entry'], document.clauses),
      ...when(
        one.entry.action !== 'allow',
        [...path, 'entry', 'action'],
        'is not allow',
        'An unblock opens: write allow.',
      ),
      ...when(nobody, path, 'is for nobody', 'Write forGroup or forPerson.'),
      ...when(
        one.forGroup !== undefined && !hasGroup(one.forGroup),
        [...path, 'forGroup'],
        'names no group',
        groupFix,
      ),
      ...lowerCase(one.forPerson, [...path, 'forPerson']),
    ]
  })
}

export const suspensionProblems = (document: PolicyDocument): Problems =>
  document.suspensions.flatMap((one, i) => {
    const path = ['suspensions', i]
    return [
      ...repeated(document.suspensions, i, path),
      ...spanProblems(one, path),
      ...when(one.person.trim() === '', [...path, 'person'], 'is empty', 'Write the person’s e-mail.'),
      ...lowerCase(one.person, [...path, 'person']),
    ]
  })

const lowerCase = (person: string | undefined, path: Path): Problems =>
  when(
    person !== undefined && person !== person.toLowerCase(),
    path,
    'has capitals',
    'Write e-mails in lower case.',
  )

const repeated = (all: readonly { id: string }[], i: number, path: Path): Problems =>
  when(
    all.findIndex((one) => one.id === all[i]?.id) < i,
    [...path, 'id'],
    'is used twice',
    'Give each its own id.',
  )
