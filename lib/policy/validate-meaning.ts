/** What a well-formed policy document may still get wrong. */
import { isLocked, isSafeguarding, type CategoryId } from './categories.ts'
import type { GroupPolicy, Hours, PolicyDocument } from './document.ts'
import { readLifeline, type CategoryLookUp } from './lifelines.ts'
import { NEEDED_HOSTS } from './needed.ts'
import { readTimeZone } from './texts.ts'
import { clauseProblem, contradictions, entryProblems } from './validate-entries.ts'
import { downloadProblems } from './validate-downloads.ts'
import { personalProblems } from './validate-personal.ts'
import { agreementProblems } from './validate-agreement.ts'
import { suspensionProblems, timeProblem, unblockProblems } from './validate-exceptions.ts'
import { problem, when, type Path, type Problems } from './validate-problems.ts'

export function meaningProblems(document: PolicyDocument, categories?: CategoryLookUp): Problems {
  const zone = readTimeZone(document.timeZone)
  const hasGroup = (name: string): boolean => Object.hasOwn(document.groups, name)
  const groupFix = `Write one of: ${Object.keys(document.groups).join(', ')}.`
  return [
    ...(zone.ok ? [] : [problem(['timeZone'], zone.wrong, zone.fix)]),
    ...timeProblem(document.issuedAt, ['issuedAt']),
    ...when(
      Object.keys(document.groups).length === 0,
      ['groups'],
      'is empty',
      'A policy needs at least one group.',
    ),
    ...when(!hasGroup(document.defaultGroup), ['defaultGroup'], 'names no group', groupFix),
    ...Object.entries(document.groups).flatMap(([name, group]) => [
      ...when(
        name.trim() === '' || name !== name.trim(),
        ['groups', name],
        'has an empty or untidy name',
        'Name the group without spaces around it.',
      ),
      ...groupProblems(group, ['groups', name], document.clauses),
    ]),
    ...Object.entries(document.people).flatMap(([person, group]) => [
      ...when(
        person !== person.toLowerCase(),
        ['people', person],
        'has capitals',
        'Write e-mails in lower case.',
      ),
      ...when(!hasGroup(group), ['people', person], 'names no group', groupFix),
    ]),
    ...unblockProblems(document, hasGroup, groupFix),
    ...suspensionProblems(document),
    ...agreementProblems(document),
    ...(['quarantine', 'cleared'] as const).flatMap((field) =>
      when(
        document[field] !== undefined,
        [field],
        'does not belong here',
        'The server fills it in; what the guard found is decided about in the console: remove it.',
      ),
    ),
    ...Object.entries(document.categoryClauses).flatMap(([category, clause]) =>
      clauseProblem(clause, ['categoryClauses', category], document.clauses),
    ),
    ...(document.teachersMayOpen ?? []).flatMap((category, i) =>
      when(
        isLocked(category) || isSafeguarding(category),
        ['teachersMayOpen', i],
        'cannot be opened by teachers',
        'Illegal content and safeguarding themes are not for a lesson to open: remove it.',
      ),
    ),
    ...(document.concerns?.hours ?? []).flatMap((hours, i) => hoursProblems(hours, ['concerns', 'hours', i])),
    ...document.lifelines.flatMap((host, i) => openHostProblem(host, ['lifelines', i], categories)),
    ...document.needed
      .filter((host) => !NEEDED_HOSTS.includes(host))
      .flatMap((host) => openHostProblem(host, ['needed', document.needed.indexOf(host)], categories)),
  ]
}

function groupProblems(group: GroupPolicy, path: Path, clauses: PolicyDocument['clauses']): Problems {
  const { recording } = group
  const noReason = recording.detail !== 'least' && (recording.reason ?? '').trim() === ''
  return [
    ...lockedProblems(group.categories, [...path, 'categories']),
    ...group.entries.flatMap((entry, i) => entryProblems(entry, [...path, 'entries', i], clauses)),
    ...contradictions(group.entries, [...path, 'entries']),
    ...group.timetable.flatMap((period, i) => {
      const here = [...path, 'timetable', i]
      const nothing = Object.keys(period.categories).length === 0 && period.unknownHosts === undefined
      return [
        ...hoursProblems(period.hours, [...here, 'hours']),
        ...lockedProblems(period.categories, [...here, 'categories']),
        ...when(nothing, here, 'changes nothing', 'Give it categories or unknownHosts, or remove it.'),
      ]
    }),
    ...downloadProblems(group, [...path, 'downloads', 'sites']),
    ...personalProblems(group, [...path, 'personalDetails', 'exempt']),
    ...recording.hours.flatMap((hours, i) => hoursProblems(hours, [...path, 'recording', 'hours', i])),
    ...when(
      noReason,
      [...path, 'recording', 'reason'],
      'is missing',
      'Recording more than the least needs the school’s reason: pupils and parents read it.',
    ),
  ]
}

const lockedProblems = (categories: Partial<Record<CategoryId, unknown>>, path: Path): Problems =>
  Object.keys(categories)
    .filter((id) => isLocked(id as CategoryId))
    .map((id) =>
      problem([...path, id], 'cannot be changed', 'Illegal content is always blocked: remove the line.'),
    )

const hoursProblems = (hours: Hours, path: Path): Problems => [
  ...when(
    hours.from >= hours.to,
    [...path, 'to'],
    'is not after from',
    'For hours past midnight write two periods.',
  ),
  ...when(hours.days.length === 0, [...path, 'days'], 'is empty', 'Name the days, 1 is Monday.'),
  ...when(
    new Set(hours.days).size < hours.days.length,
    [...path, 'days'],
    'names a day twice',
    'Name each day once.',
  ),
]

/** Lifelines and needed hosts are open in every mode, so both are held to the same rule. */
function openHostProblem(host: string, path: Path, categories: CategoryLookUp | undefined): Problems {
  const read = readLifeline(host, categories)
  return read.ok ? [] : [problem(path, read.wrong, read.fix)]
}
