/** Lists in the words of a school. */
import { CATEGORIES, type CategoryId, isLocked } from '../../lib/policy/categories.ts'
import type {
  LIST_LEFT_OUT,
  ListProblem,
  ListSchedule,
  ListSource,
  ListUpdate,
} from '../../lib/protocol/list-sources.ts'
import { categoryName } from '../category-name.ts'
import { plural } from '../format.ts'

/** What a list can be taken for, by name; the illegal kinds have a slot of their own. */
export const OPEN_CATEGORIES: readonly (readonly [CategoryId, string])[] = CATEGORIES.map(
  ({ id, name }) => [id, name] as const,
)
  .filter(([id]) => !isLocked(id))
  .toSorted(([, a], [, b]) => a.localeCompare(b))

export const STATES: Readonly<Record<ListSource['state'], string>> = {
  new: 'Nothing taken yet',
  busy: 'Being read…',
  current: 'In force',
  held: 'Update held',
  failing: 'Cannot be fetched',
  off: 'Off',
}

export const SCHEDULES: Readonly<Record<ListSchedule, string>> = {
  'by-hand': 'Only when asked',
  'six-hours': 'Every six hours',
  daily: 'Every day',
  weekly: 'Every week',
}

export const PROBLEMS: Readonly<Record<ListProblem['code'], string>> = {
  shrinks: 'It has lost more than a fifth of its names',
  'stops-canary': 'It would stop a site that must be open',
  'lacks-canary': 'It lacks names that every such list has',
  'many-bad-lines': 'Many of its lines are no site',
  empty: 'It is empty',
}

export const LEFT_OUT: Readonly<Record<(typeof LIST_LEFT_OUT)[number], string>> = {
  'bad-line': 'no site',
  'too-long': 'too long',
  'no-host-rule': 'rules about more or less than a site',
  'public-suffix': 'endings under which anybody has a site',
  local: 'names of local networks',
  lifeline: 'helplines',
  'never-block': 'sites that no list may block',
  'under-parent': 'said already by a name above',
  twice: 'twice in the list',
  'not-mapped': 'in a part that is taken for nothing',
}

export const UPDATES: Readonly<Record<ListUpdate['state'], string>> = {
  'in-force': 'In force',
  held: 'Held',
  earlier: 'Earlier',
  discarded: 'Not wanted',
}

const number = new Intl.NumberFormat('en-GB')
export const count = (n: number): string => number.format(n)

/** `+312 −40` */
export const changeWords = ({ added, removed, moved }: NonNullable<ListUpdate['change']>): string =>
  `+${count(added)} −${count(removed)}${moved > 0 ? `, ${count(moved)} in other categories` : ''}`

export const segmentWords = ({ segments }: Pick<ListUpdate, 'segments'>): string =>
  segments.map(({ category, names }) => `${categoryName(category)} ${count(names)}`).join(', ')

export const namesWords = (n: number): string => (n === 1 ? '1 name' : `${count(n)} names`)

export const sourcesWords = (n: number): string => plural(n, 'list needs you', 'lists need you')
