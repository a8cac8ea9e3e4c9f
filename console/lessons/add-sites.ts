/** More sites into a list: from pasted text, from the teacher's own tabs; and what their pages need. */
import { type LessonSite, MOST_SITES } from '../../lib/policy/lesson.ts'
import type { OwnTab } from '../../lib/protocol/live.ts'
import { ApiError } from '../api.ts'
import { plural } from '../format.ts'
import { lessonsApi } from './api.ts'
import { sitesIn, type SiteList, withFrames, withSites } from './site-list.ts'

/** A list that somebody changes: the one being put together, or that of a lesson that runs. */
export interface ListBox {
  readonly value: SiteList
  readonly change: (next: SiteList) => void
}

/** Each look at a page takes the teacher's browser a moment. */
const MOST_LOOKS = 6

/** What was done with a text, for the one who pasted it. */
export interface Added {
  readonly said: string
  readonly unread: readonly string[]
}

/** The reader knows every ending of a name there is; it is fetched when it is first needed. */
const reader = () => import('../../lib/policy/lesson-sites.ts')

export async function addText(box: ListBox, text: string): Promise<Added> {
  const { sitesOf } = await reader()
  const { sites, unread } = sitesOf(text)
  if (sites.length === 0)
    return { said: unread.length > 0 ? '' : 'There is no link and no address in this text.', unread }
  const said = add(box, sites)
  void findNeeds(box, sites)
  return { said, unread }
}

export async function addTabs(box: ListBox, tabs: readonly OwnTab[]): Promise<Added> {
  const { sitesOf } = await reader()
  const found = tabs.map(({ url, frames }) => ({ url, frames, site: sitesOf(url).sites[0] }))
  const sites = found.flatMap(({ site }) => (site ? [site] : []))
  const said = add(box, sites)
  for (const { site, frames } of found) {
    if (site && isIn(box, site)) box.change(withFrames(box.value, site.host, frames))
  }
  return { said, unread: found.flatMap(({ site, url }) => (site ? [] : [url])) }
}

const isIn = ({ value }: ListBox, { host }: LessonSite): boolean =>
  value.sites.some((site) => site.host === host)

/** Adds them, and says what that came to. */
function add(box: ListBox, sites: readonly LessonSite[]): string {
  const fresh = new Set(sites.filter((site) => !isIn(box, site)).map(({ host }) => host)).size
  const next = withSites(box.value, sites)
  if (sitesIn(next).length > MOST_SITES) return `Nothing is added: a lesson has ${MOST_SITES} sites at most.`
  box.change(next)
  return fresh === 0 ? 'In the list already.' : `${plural(fresh, 'site is', 'sites are')} added.`
}

/** Asks the teacher's own browser which frames the pages need. Where it is not connected the lesson goes on without. */
async function findNeeds(box: ListBox, sites: readonly LessonSite[]): Promise<void> {
  for (const site of sites.slice(0, MOST_LOOKS)) {
    const { host, path } = site
    try {
      const { frames } = await lessonsApi.needs(`https://${host}${path ?? '/'}`)
      // It may have gone from the list meanwhile.
      if (isIn(box, site)) {
        const next = withFrames(box.value, host, frames)
        if (next.frames.length > box.value.frames.length) box.change(next)
      }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.status === 409) return
    }
  }
}
