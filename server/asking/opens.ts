/** What an approval opens: an entry of the policy, and what a lesson has more. Pure. */
import { isAddress } from '../../lib/hosts/public-suffixes.ts'
import { type Entry, pathSchema } from '../../lib/policy/document.ts'
import { type Lesson, type LessonSite, MOST_SITES } from '../../lib/policy/lesson.ts'
import { siteOf } from '../../lib/policy/lesson-sites.ts'
import type { OPENS, Subject } from '../../lib/protocol/page-requests.ts'
import { canonical, lineage } from '../../lib/verdict/address.ts'
import { closes, plainLesson } from '../../lib/verdict/lesson.ts'

type Opens = (typeof OPENS)[number]

export type Page = Subject

/** One thing that can be opened: what it lifts of the policy, or is in the lesson, and how staff are told of it. */
export interface Choice {
  /** Absent for a file: the device that asked lets it through once, and no rule is another for it. */
  readonly entry?: Entry
  readonly words: string
}

export interface Asked {
  /** The lesson that is opened too. */
  readonly lesson?: Lesson | undefined
  /** Its teacher decides. */
  readonly byTeacher: boolean
  /** The policy leaves it open. */
  readonly isOpen: boolean
}

/** What can be opened of what is asked for: the words say all that comes of it. */
export function choicesOf(page: Page, asked: Asked): { readonly [opens in Opens]?: Choice } {
  const address = canonical(page.url)
  if (address === null) return {}
  if (page.file) return { file: { words: `the file ${page.file.name}, once` } }
  const { lesson, byTeacher, isOpen } = asked
  const closing = lesson && isClosedBy(lesson, page) ? lesson : undefined
  const lifts = !(byTeacher && isOpen)
  const dropped =
    closing?.mode === 'except' ? `${droppedWords(closing, page)}: the lesson closes it no more` : ''
  if (page.frame) return { site: partOf(address.host, dropped, lifts) }
  // A teacher is asked about one host, and what lies under it may be closed for another reason.
  const site = byTeacher && lifts ? hostAlone(address.host) : siteEntry(address.host)
  if (dropped !== '')
    return { site: { entry: site, words: lifts ? `${opensWords(site)}, and ${dropped}` : dropped } }
  const path = pathEntry(address.href, address.host)
  const query = new URL(address.href).search === '' ? '' : ', whatever follows the “?”'
  // A lesson's site is all that lies under it too.
  const isOthers = closing !== undefined && isShared(address.host)
  return {
    ...(path && { page: { entry: path, words: `${opensWords(path)}${query}` } }),
    ...(!isOthers && { site: { entry: site, words: opensWords(site) } }),
  }
}

/** A part of pages. A lesson lets it in as a part alone; what the policy opens it opens as a page too. */
function partOf(host: string, dropped: string, lifts: boolean): Choice {
  const entry = hostAlone(host)
  const alone = `${host} alone, as a part of pages and as a page`
  if (lifts) return { entry, words: dropped === '' ? alone : `${alone}, and ${dropped}` }
  if (dropped !== '') return { entry, words: dropped }
  return { entry, words: `parts of pages from ${host} and under it; as a page it stays closed` }
}

const hostAlone = (host: string): Entry => ({ kind: 'host', host, action: 'allow' })

function siteEntry(of: string): Entry {
  const { host, isWhole } = siteOf(of)
  return { kind: isWhole ? 'suffix' : 'host', host, action: 'allow' }
}

/** Strangers have names under it. */
const isShared = (host: string): boolean => !siteOf(host).isWhole && !isAddress(siteOf(host).host)

/** Undefined where the page is the whole site, or no entry can name it. */
function pathEntry(href: string, host: string): Entry | undefined {
  const path = new URL(href).pathname.replace(/\/+$/, '')
  if (path === '' || !pathSchema.safeParse(path).success) return undefined
  return { kind: 'path', host, path, action: 'allow' }
}

/** What an entry opens, to staff. */
function opensWords({ kind, host, path }: Entry): string {
  if (kind === 'path') return `${host}${path ?? ''} and what lies below`
  return kind === 'suffix' ? `all of ${host}` : `${host} alone`
}

const droppedWords = (lesson: Lesson, page: Page): string => droppedOf(lesson, page).map(siteWords).join(', ')

const siteWords = ({ host, path }: LessonSite): string =>
  path === undefined ? `all of ${host}` : host + path

/** What a lesson opens more. */
export interface Additions {
  readonly sites: readonly LessonSite[]
  readonly frames: readonly string[]
  /** Sites that it closes no more. */
  readonly dropped: readonly LessonSite[]
}
export const NO_ADDITIONS: Additions = { sites: [], frames: [], dropped: [] }

/** What opens a page, or a part of one, in a lesson that closes it; nothing where the lesson leaves it open. */
export function additionsFor(lesson: Lesson, page: Page, entry: Entry | undefined): Additions {
  const address = canonical(page.url)
  if (entry === undefined || address === null || !isClosedBy(lesson, page)) return NO_ADDITIONS
  if (lesson.mode === 'except') return { ...NO_ADDITIONS, dropped: droppedOf(lesson, page) }
  // A part of a page is let in as a part: its host stays closed as a page.
  if (page.frame) return { ...NO_ADDITIONS, frames: [address.host] }
  const { host, path } = entry
  return { ...NO_ADDITIONS, sites: [path === undefined ? { host } : { host, path }] }
}

/** Whether a lesson closes a page, or a part of one. */
export function isClosedBy(lesson: Lesson, { url, frame }: Page): boolean {
  const address = canonical(url)
  if (address === null) return false
  return closes(plainLesson(lesson), address, lineage(address.host), frame ? 'frame' : 'page')
}

/** A lesson that closes sites cannot say “but this page”: what is in the way is closed no more. */
const droppedOf = (lesson: Lesson, { url }: Page): LessonSite[] =>
  lesson.sites.filter((site) => isClosedBy({ ...lesson, sites: [site] }, { url, frame: false }))

const same = (a: LessonSite) => (b: LessonSite) => a.host === b.host && a.path === b.path

/** A lesson's sites and frames with more in them: no more than a device takes. */
export function withAdditions<T extends Pick<Lesson, 'sites' | 'frames'>>(lesson: T, more: Additions): T {
  const kept = lesson.sites.filter((site) => !more.dropped.some(same(site)))
  const sites = [...kept, ...more.sites.filter((site) => !kept.some(same(site)))]
  const frames = [...new Set([...lesson.frames, ...more.frames])]
  return { ...lesson, sites: sites.slice(0, MOST_SITES), frames: frames.slice(0, MOST_SITES) }
}

/** The same without them again. */
export function withoutAdditions<T extends Pick<Lesson, 'sites' | 'frames'>>(lesson: T, more: Additions): T {
  const kept = lesson.sites.filter((site) => !more.sites.some(same(site)))
  const sites = [...kept, ...more.dropped.filter((site) => !kept.some(same(site)))]
  return { ...lesson, sites, frames: lesson.frames.filter((host) => !more.frames.includes(host)) }
}
