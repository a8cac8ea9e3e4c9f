/** What the policy says of files that pages give: kinds, what is done with each, and the defaults of an age group. */
import type { AgeGroup } from './categories.ts'
import type { DownloadRules } from './document.ts'

/** What can run, or hold something that runs, when it is opened; the most harmless first. */
const RUNNING = [
  'web-page',
  'macro-document',
  'torrent',
  'shortcut',
  'disk-image',
  'script',
  'installer',
  'executable',
] as const

/** Kinds of files, the most harmless first: of two readings of one file the later one counts. */
export const FILE_KINDS = [
  'text',
  'picture',
  'sound',
  'video',
  'document',
  'other',
  'archive',
  ...RUNNING,
] as const
export type FileKind = (typeof FILE_KINDS)[number]

/** Mildest first. `adult`: a teacher or the network manager decides. */
export const DOWNLOAD_ACTIONS = ['allow', 'ask', 'adult', 'block'] as const
export type DownloadAction = (typeof DOWNLOAD_ACTIONS)[number]

/** A rule for a site, or a yes to a helpline's files, speaks of these only where it names them. */
export const DANGEROUS: ReadonlySet<FileKind> = new Set(RUNNING)

interface DownloadSite {
  /** The host and all under it. */
  readonly host: string
  readonly action: DownloadAction
  /** Left out: every kind; one that opens then speaks of no dangerous kind. */
  readonly kinds?: readonly FileKind[] | undefined
}

/** For one group, whole. */
export interface Downloads {
  readonly kinds: Readonly<Record<FileKind, DownloadAction>>
  /** Megabytes above which an adult is asked, whatever the kind. */
  readonly adultAbove: number
  readonly sites: readonly DownloadSite[]
}

type Column = Readonly<Record<FileKind, DownloadAction>>

const BLOCKED = Object.fromEntries(RUNNING.map((kind) => [kind, 'block'])) as Pick<
  Column,
  (typeof RUNNING)[number]
>

/** One tap for everything that a lesson needs: a child sees what lands, and what a page pushes by itself does not. */
const YOUNG: Column = {
  text: 'ask',
  picture: 'ask',
  sound: 'ask',
  video: 'ask',
  document: 'ask',
  other: 'adult',
  // Nobody can look inside before it lands.
  archive: 'adult',
  ...BLOCKED,
}

/** What cannot carry anything lands at once; what can hold something else is asked. */
const OLDER: Column = { ...YOUNG, text: 'allow', picture: 'allow', other: 'ask' }

const DEFAULTS: Readonly<Record<AgeGroup, { readonly kinds: Column; readonly adultAbove: number }>> = {
  primary: { kinds: YOUNG, adultAbove: 50 },
  secondary: { kinds: OLDER, adultAbove: 200 },
  sixth: { kinds: { ...OLDER, document: 'allow', sound: 'allow', archive: 'ask' }, adultAbove: 500 },
  staff: {
    kinds: {
      ...OLDER,
      document: 'allow',
      sound: 'allow',
      video: 'allow',
      archive: 'allow',
      'web-page': 'ask',
      'macro-document': 'ask',
    },
    adultAbove: 2_000,
  },
  guest: { kinds: YOUNG, adultAbove: 50 },
}

/** @returns what an age group has where its policy says nothing */
export const defaultDownload = (kind: FileKind, age: AgeGroup): DownloadAction => DEFAULTS[age].kinds[kind]

/** @returns the group's own words over its age group's defaults */
export function downloadsOf(group: {
  readonly ageGroup: AgeGroup
  readonly downloads?: DownloadRules | undefined
}): Downloads {
  const { kinds, adultAbove } = DEFAULTS[group.ageGroup]
  const own = group.downloads
  return {
    kinds: { ...kinds, ...own?.kinds },
    adultAbove: own?.adultAbove ?? adultAbove,
    sites: own?.sites ?? [],
  }
}
