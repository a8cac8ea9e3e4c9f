/** The policy in the words of a school. */
import { ACTIONS, type Action, AGE_GROUPS, type AgeGroup } from '../../lib/policy/categories.ts'
import {
  DOWNLOAD_ACTIONS,
  type DownloadAction,
  FILE_KINDS,
  type FileKind,
} from '../../lib/policy/downloads.ts'
import type { Entry, Period, Recording } from '../../lib/policy/document.ts'
import { formatEntry } from '../../lib/policy/entries.ts'
import { PERSONAL_KINDS, type PersonalKind } from '../../lib/policy/personal.ts'
import { THEMES } from '../../lib/policy/themes.ts'
import { categoryName } from '../category-name.ts'
import { themeName } from '../record/words.ts'

export const ACTION_NAMES: Readonly<Record<Action, string>> = { allow: 'Allow', warn: 'Warn', block: 'Block' }
export const ACTION_OPTIONS = ACTIONS.map((one) => [one, ACTION_NAMES[one]] as const)

const AGE_NAMES: Readonly<Record<AgeGroup, string>> = {
  primary: 'Primary',
  secondary: 'Secondary',
  sixth: 'Sixth form',
  staff: 'Staff',
  guest: 'Guests',
}
export const AGE_OPTIONS = AGE_GROUPS.map((one) => [one, AGE_NAMES[one]] as const)

const DOWNLOAD_NAMES: Readonly<Record<DownloadAction, string>> = {
  allow: 'Save at once',
  ask: 'Ask the pupil',
  adult: 'An adult decides',
  block: 'Block',
}
export const DOWNLOAD_OPTIONS = DOWNLOAD_ACTIONS.map((one) => [one, DOWNLOAD_NAMES[one]] as const)

const FILE_NAMES: Readonly<Record<FileKind, string>> = {
  text: 'Plain text',
  picture: 'Pictures',
  sound: 'Sound',
  video: 'Video',
  document: 'Documents',
  other: 'Anything else',
  archive: 'Archives',
  'web-page': 'Saved web pages',
  'macro-document': 'Documents with macros',
  torrent: 'Torrents',
  shortcut: 'Shortcuts',
  'disk-image': 'Disk images',
  script: 'Scripts',
  installer: 'Installers',
  executable: 'Programs',
}
export const FILES = FILE_KINDS.map((one) => [one, FILE_NAMES[one]] as const)

export const THEME_LIST = THEMES.map((one) => [one, themeName(one)] as const)
export const THEME_OPTIONS = [
  ['off', 'Not looked for'],
  ['watch', 'Noted'],
  ['close', 'Stopped and noted'],
] as const

const PERSONAL_NAMES: Readonly<Record<PersonalKind, string>> = {
  phone: 'Phone numbers',
  address: 'Addresses',
  card: 'Bank cards',
  'birth-date': 'Dates of birth',
  photo: 'Photographs',
  unkind: 'Unkind words',
}
export const PERSONAL = PERSONAL_KINDS.map((one) => [one, PERSONAL_NAMES[one]] as const)

/** Where a period holds. */
export const WHERE: Readonly<Record<Period['place'], string>> = {
  'on-site': 'at school',
  away: 'away from school',
  any: 'anywhere',
}
export const WHERE_OPTIONS = (['on-site', 'away', 'any'] as const).map((one) => [one, WHERE[one]] as const)

/** What pupils read on their own page; a test holds that it is the same sentence. */
export const TOLD: Readonly<Record<'plain' | 'searches', Readonly<Record<Recording['detail'], string>>>> = {
  plain: {
    least: 'Kerb writes down which sites you open and for how long.',
    paths: 'Kerb writes down which pages you open and for how long.',
    titles: 'Kerb writes down which pages you open, their titles and for how long.',
  },
  searches: {
    least: 'Kerb writes down which sites you open, for how long, and what you search for.',
    paths: 'Kerb writes down which pages you open, for how long, and what you search for.',
    titles: 'Kerb writes down which pages you open, their titles, and what you search for.',
  },
}

const SECTIONS: Readonly<Record<string, string>> = {
  ageGroup: 'age group',
  categories: 'category',
  entries: 'own sites',
  unknownHosts: 'sites in no list',
  safeSearch: 'safe search',
  youtube: 'YouTube',
  signInDomains: 'sign-in domains',
  timetable: 'timetable',
  recording: 'recording',
  concernButton: 'button to report a concern',
  downloads: 'downloads',
  personalDetails: 'personal details',
  themes: 'themes',
  agreement: 'agreement',
  school: 'School',
  timeZone: 'Time zone',
  defaultGroup: 'Group of everybody else',
  people: 'People by name',
  clauses: 'Clauses',
  categoryClauses: 'Clause of a category',
  lifelines: 'Own helplines',
  needed: 'Always needed sites',
  lessons: 'Lesson hours',
  teachersMayOpen: 'What teachers may open',
  concerns: 'When concerns are read',
  agreementYearStarts: 'Start of the school year',
  looksShown: 'Looks at the record',
  secondYes: 'Second yes to a look',
}

/** `year-9, category: Games` */
export function pathWords([first = '', second, ...rest]: readonly string[]): string {
  if (first !== 'groups')
    return [SECTIONS[first] ?? first, second, ...rest].filter((one) => one !== undefined).join(': ')
  const [section, ...deeper] = rest
  if (section === undefined) return `Group ${second}`
  const below = deeper.map((one) => (section === 'categories' ? categoryName(one) : one))
  return [`${second}, ${SECTIONS[section] ?? section}`, ...below].join(': ')
}

const MOST_SHOWN = 300

/** What stands somewhere, for a person who has to choose between two. */
export function valueWords(value: unknown): string {
  if (value === undefined) return 'nothing of its own'
  if (value === true) return 'yes'
  if (value === false) return 'no'
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  if (isEntry(value)) return `${value.action} ${formatEntry(value)}`
  if (Array.isArray(value))
    return value.length === 0 ? 'none' : value.map(valueWords).join('; ').slice(0, MOST_SHOWN)
  return JSON.stringify(value).slice(0, MOST_SHOWN)
}

const isEntry = (value: unknown): value is Entry =>
  value !== null && typeof value === 'object' && 'host' in value && 'kind' in value && 'action' in value
