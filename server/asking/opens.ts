/** What an approval opens: an entry of the policy, and what a lesson has more. Pure. */
import { type Entry, pathSchema } from '../../lib/policy/document.ts'
import { type Lesson, type LessonSite, MOST_SITES } from '../../lib/policy/lesson.ts'
import { siteOf } from '../../lib/policy/lesson-sites.ts'
import type { OPENS } from '../../lib/protocol/page-requests.ts'
import { canonical, lineage } from '../../lib/verdict/address.ts'
import { closes, plainLesson } from '../../lib/verdict/lesson.ts'

type Opens = (typeof OPENS)[number]

/** The entry that opens a page or its site; undefined where the page is the whole site, or no entry can name it. */
export function entryFor(url: string, opens: Opens): Entry | undefined {
  const address = canonical(url)
  if (address === null) return undefined
  if (opens === 'page') {
    const path = new URL(address.href).pathname.replace(/\/+$/, '')
    if (path === '' || !pathSchema.safeParse(path).success) return undefined
    return { kind: 'path', host: address.host, path, action: 'allow' }
  }
  const { host, isWhole } = siteOf(address.host)
  return { kind: isWhole ? 'suffix' : 'host', host, action: 'allow' }
}

/** What an entry opens, to staff. */
export function opensWords({ kind, host, path }: Entry): string {
  if (kind === 'path') return `${host}${path ?? ''} and what lies below`
  return kind === 'suffix' ? `all of ${host}` : `${host} alone`
}

/** What a lesson opens more. */
export interface Additions {
  readonly sites: readonly LessonSite[]
  readonly frames: readonly string[]
  /** Sites that it closes no more. */
  readonly dropped: readonly LessonSite[]
}
export const NO_ADDITIONS: Additions = { sites: [], frames: [], dropped: [] }

/** What opens a page, or a part of one, in a lesson that closes it; nothing where the lesson leaves it open. */
export function additionsFor(
  lesson: Lesson,
  { url, frame }: { readonly url: string; readonly frame: boolean },
  entry: Entry,
): Additions {
  const address = canonical(url)
  const plain = plainLesson(lesson)
  if (address === null || !closes(plain, address, lineage(address.host), frame ? 'frame' : 'page'))
    return NO_ADDITIONS
  if (lesson.mode === 'except') {
    const dropped = lesson.sites.filter((site) => holds(lesson, site, url))
    return { ...NO_ADDITIONS, dropped }
  }
  // A part of a page is let in as a part: its host stays closed as a page.
  if (frame) return { ...NO_ADDITIONS, frames: [address.host] }
  const { host, path } = entry
  return { ...NO_ADDITIONS, sites: [path === undefined ? { host } : { host, path }] }
}

function holds(lesson: Lesson, site: LessonSite, url: string): boolean {
  const address = canonical(url)
  const alone = plainLesson({ ...lesson, sites: [site] })
  return address !== null && closes(alone, address, lineage(address.host), 'page')
}

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
