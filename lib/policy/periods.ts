/** Timetable lines: `Mon-Fri 12:00-13:00 on-site lunch: games=allow, social=warn`. */
import { ACTIONS, CATEGORY_IDS, isLocked, type Action, type CategoryId } from './categories.ts'
import type { Period } from './document.ts'
import { formatHours, readHoursPrefix } from './hours.ts'
import { bad, good, harmless, nearest, oneOf, type Read } from './read.ts'

const EXAMPLE = 'Write for example Mon-Fri 12:00-13:00 on-site lunch: games=allow, social=warn.'
const PLACES: Readonly<Record<string, Period['place']>> = {
  'on-site': 'on-site',
  onsite: 'on-site',
  away: 'away',
  any: 'any',
  anywhere: 'any',
}

/** Reads one line. The place may be left out (anywhere); `unknown` stands for hosts in no list. */
export function readPeriod(line: string): Read<Period> {
  const start = readHoursPrefix(line)
  if (!start.ok) return start.fix.startsWith('Write') ? bad(start.wrong, EXAMPLE) : start
  const colon = start.value.rest.lastIndexOf(':')
  if (colon < 0) return bad('has no : before its actions', EXAMPLE)
  const [place, name] = readPlace(start.value.rest.slice(0, colon).trim())
  if (name === '') return bad('has no name', EXAMPLE)
  if (name.length > 60) return bad('has a name longer than 60 characters', 'Shorten the name.')
  const categories: Partial<Record<CategoryId, Action>> = {}
  let unknownHosts: Action | undefined
  for (const part of start.value.rest.slice(colon + 1).split(/[,;]/)) {
    if (part.trim() === '') continue
    const setting = readSetting(part)
    if (!setting.ok) return bad(setting.wrong, setting.fix)
    if (setting.value.category === 'unknown') unknownHosts = setting.value.action
    else categories[setting.value.category] = setting.value.action
  }
  if (Object.keys(categories).length === 0 && unknownHosts === undefined)
    return bad('changes nothing', EXAMPLE)
  return good({ name, hours: start.value.hours, place, categories, ...(unknownHosts && { unknownHosts }) })
}

function readPlace(text: string): [Period['place'], string] {
  const [first = '', ...rest] = text.split(/\s+/)
  const place = PLACES[first.toLowerCase()]
  return place === undefined ? ['any', text] : [place, rest.join(' ')]
}

/** `games=allow` or `unknown=block`. */
function readSetting(text: string): Read<{ category: CategoryId | 'unknown'; action: Action }> {
  const [left = '', right, ...more] = text.split('=').map((part) => part.trim())
  if (right === undefined || more.length > 0) return bad(`has “${text.trim()}” among its actions`, EXAMPLE)
  const action = oneOf(ACTIONS)(right)
  if (!action.ok) return bad(`has the action “${right}”`, action.fix)
  if (/^unknown(-?hosts)?$/i.test(left)) return good({ category: 'unknown', action: action.value })
  const category = readCategory(left)
  return category.ok ? good({ category: category.value, action: action.value }) : category
}

function readCategory(text: string): Read<CategoryId> {
  const id = CATEGORY_IDS.find((one) => one === text.toLowerCase())
  if (id === undefined) {
    const near = nearest(text, CATEGORY_IDS)
    const list = 'The categories are listed in the reference.'
    return bad(`names no category: “${text}”`, near === undefined ? list : `Did you mean “${near}”? ${list}`)
  }
  if (isLocked(id))
    return harmless(
      `changes “${id}”, which is always blocked`,
      'Leave it out: illegal content cannot be opened.',
    )
  return good(id)
}

export interface CategoryAction {
  readonly category: CategoryId
  readonly action: Action
}

/** A line such as `games: block`; `=` does as well as `:`. */
export function readCategoryAction(line: string): Read<CategoryAction> {
  const parts = /^([^:=]+)[:=](.*)$/.exec(line)
  if (parts === null) return bad('is not a category with its action', 'Write for example games: block.')
  const category = readCategory((parts[1] ?? '').trim())
  if (!category.ok) return category
  const action = oneOf(ACTIONS)((parts[2] ?? '').trim())
  if (!action.ok) return bad(`gives “${category.value}” no action that exists`, action.fix)
  return good({ category: category.value, action: action.value })
}

/** The category that a line is about, when that much of it can be read. */
export function categoryOfLine(line: string): CategoryId | undefined {
  const category = readCategory((line.trim().split(/[:=\s]/)[0] ?? '').trim())
  return category.ok ? category.value : undefined
}

/** What a period changes, in words that read back. */
export const formatActions = (period: Pick<Period, 'categories' | 'unknownHosts'>): string =>
  [
    ...Object.entries(period.categories).map(([category, action]) => `${category}=${action}`),
    ...(period.unknownHosts === undefined ? [] : [`unknown=${period.unknownHosts}`]),
  ].join(', ')

/** The line that reads back as this period. */
export const formatPeriod = (period: Period): string =>
  `${formatHours(period.hours)} ${period.place} ${period.name}: ${formatActions(period)}`
