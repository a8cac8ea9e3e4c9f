/** Requests as they are decided: those of one page, or one file, together. Pure. */
import { type Decision, type PageRequest, subjectKey } from '../../lib/protocol/page-requests.ts'
import { fileSize } from '../../lib/ui/i18n/file-size.ts'
import { ago, plural } from '../format.ts'

/** Requests of one page or file that stand alike. */
export interface Group {
  readonly key: string
  /** The first of them; what they have in common is read from it. */
  readonly first: PageRequest
  readonly requests: readonly PageRequest[]
}

/** In the order of their first request. */
export function groupsOf(requests: readonly PageRequest[]): Group[] {
  const groups = Map.groupBy(requests, subjectKey)
  return [...groups].flatMap(([key, of]) => (of[0] ? [{ key, first: of[0], requests: of }] : []))
}

/** The page as a person reads it: host and path, and what the address says more. */
export function pageName(url: string): string {
  if (!URL.canParse(url)) return url
  const { host, pathname, search } = new URL(url)
  return `${host}${pathname === '/' && search === '' ? '' : pathname}${search}`
}

type Thing = Pick<PageRequest, 'url' | 'file'>

/** What is asked for, by the name that a person has for it. */
export const nameOf = ({ url, file }: Thing): string => file?.name ?? pageName(url)

/** What a decision has done. */
export const decidedWords = (one: Thing, decision: Decision): string =>
  ({
    approve: `${nameOf(one)} is ${one.file ? 'let through' : 'opened'}.`,
    refuse: 'They are told.',
    'hand-on': 'The network manager has it now.',
  })[decision.is]

/** What was opened, or let through, is so no more. */
export const endedWords = (one: Thing): string =>
  `${nameOf(one)} is ${one.file ? 'taken back' : 'closed again'}.`

/** `A zip or other packed file, 2.4 MB, from art.test` */
export const fileWords = ({ kind, bytes }: NonNullable<Thing['file']>, host: string): string =>
  `${KINDS[kind]}, ${bytes === null ? 'size not known' : fileSize('en-GB', bytes)}, from ${host}`

export const KINDS: Readonly<Record<NonNullable<Thing['file']>['kind'], string>> = {
  text: 'Text',
  picture: 'Picture',
  sound: 'Sound',
  video: 'Video',
  document: 'Document',
  other: 'A kind that Kerb does not know',
  archive: 'Packed files (zip and the like)',
  'web-page': 'Saved web page',
  'macro-document': 'Document with macros',
  torrent: 'Torrent',
  shortcut: 'Shortcut',
  'disk-image': 'Disk image',
  script: 'Script',
  installer: 'Installer',
  executable: 'Program',
}

/** The name before the @: whoever reads this knows the school. */
export const shortName = (name: string): string => name.split('@')[0] || name

/** `amy.pupil, ben.pupil and 3 more` */
export function whoInWords(requests: readonly PageRequest[]): string {
  const names = [...new Set(requests.map(({ name }) => shortName(name)))]
  if (names.length <= 3) return names.join(', ')
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`
}

/** `Saved by amy.pupil, 24 November, 10:01; not yet by ben.pupil` */
export function savedInWords(requests: readonly PageRequest[], when: (at: number) => string): string {
  const done = requests.flatMap(({ name, saved }) =>
    saved === undefined ? [] : [`${shortName(name)}, ${when(saved)}`],
  )
  const left = requests.filter(({ saved }) => saved === undefined)
  if (done.length === 0) return 'Not saved by anybody yet'
  return `Saved by ${done.join('; ')}${left.length > 0 ? `; not yet by ${whoInWords(left)}` : ''}`
}

/** `2 minutes ago, asked 3 times` */
export function whenInWords(requests: readonly PageRequest[], now: number): string {
  const last = Math.max(...requests.map((one) => one.last))
  const times = requests.reduce((sum, one) => sum + one.times, 0)
  // The page's clock ticks now and then: what came since is not to come.
  return `${ago(Math.min(last, now), now)}${times > requests.length ? `, asked ${plural(times, 'time')}` : ''}`
}

/** The classes that all of them are in. */
export const sharedClasses = ({ first, requests }: Group): PageRequest['classes'] =>
  first.classes.filter(({ id }) => requests.every((one) => one.classes.some((other) => other.id === id)))

/** Decided requests: those that one approval opened are one. */
export const decisionsOf = (requests: readonly PageRequest[]): (readonly PageRequest[])[] => [
  ...Map.groupBy(requests, ({ id, approval }) => (approval ? `approval ${approval.id}` : id)).values(),
]

/** `2 pages and 1 file` */
export function thingsInWords(groups: readonly Pick<Group, 'first'>[]): string {
  const files = groups.filter(({ first }) => first.file !== undefined).length
  const pages = groups.length - files
  const said = [
    ...(pages > 0 || files === 0 ? [plural(pages, 'page')] : []),
    ...(files > 0 ? [plural(files, 'file')] : []),
  ]
  return said.join(' and ')
}
