/** The sites of a lesson as a teacher puts them together: one row for each host, and the frames they need. */
import { hostSchema } from '../../lib/policy/document.ts'
import { isUnder } from '../../lib/policy/hosts.ts'
import { type LessonSite, MOST_SITES } from '../../lib/policy/lesson.ts'

export interface ListedSite {
  readonly host: string
  /** The pages below the host that were pasted. */
  readonly paths: readonly string[]
  /** Only those pages and what is below them; otherwise the whole host. */
  readonly narrow: boolean
}
/** A host that is open as a frame only. `of`: the host of the site that frames it, where that is known. */
export interface NeededFrame {
  readonly host: string
  readonly of?: string
}
export interface SiteList {
  readonly sites: readonly ListedSite[]
  readonly frames: readonly NeededFrame[]
}
export const NO_SITES: SiteList = { sites: [], frames: [] }

/** A list that was kept: what it says of pages holds. */
export function keptList(sites: readonly LessonSite[], frames: readonly string[]): SiteList {
  const byHost = Map.groupBy(sites, ({ host }) => host)
  return {
    sites: [...byHost].map(([host, all]) => ({
      host,
      paths: all.flatMap(({ path }) => (path === undefined ? [] : [path])),
      narrow: all.every(({ path }) => path !== undefined),
    })),
    frames: frames.map((host) => ({ host })),
  }
}

/** With more sites. A new host is open whole, whatever page of it was pasted: teachers narrow it when they mean to. */
export function withSites(list: SiteList, added: readonly LessonSite[]): SiteList {
  const sites = new Map(list.sites.map((site) => [site.host, site]))
  for (const { host, path } of added) {
    const { paths, narrow }: Omit<ListedSite, 'host'> = sites.get(host) ?? { paths: [], narrow: false }
    sites.set(host, {
      host,
      paths: path === undefined || paths.includes(path) ? paths : [...paths, path],
      narrow: narrow && path !== undefined,
    })
  }
  return { ...list, sites: [...sites.values()] }
}

/** With the frames that a page of `of` needs, but for those that the sites open already and those of no use as a host. */
export function withFrames(list: SiteList, of: string, hosts: readonly string[]): SiteList {
  const isNew = (host: string): boolean =>
    hostSchema.safeParse(host).success &&
    !list.frames.some((frame) => isUnder(host, frame.host)) &&
    !list.sites.some((site) => !site.narrow && isUnder(host, site.host))
  const fresh = [...new Set(hosts)].filter(isNew).map((host) => ({ host, of }))
  return { ...list, frames: [...list.frames, ...fresh].slice(0, MOST_SITES) }
}

/** Without a site, and without what only it needed. */
export const withoutSite = (list: SiteList, host: string): SiteList => ({
  sites: list.sites.filter((site) => site.host !== host),
  frames: list.frames.filter((frame) => frame.of !== host),
})

export const withoutFrame = (list: SiteList, host: string): SiteList => ({
  ...list,
  frames: list.frames.filter((frame) => frame.host !== host),
})

/** A site whole, or only the pages of it that were pasted. */
export const narrowed = (list: SiteList, host: string, narrow: boolean): SiteList => ({
  ...list,
  sites: list.sites.map((site) => (site.host === host ? { ...site, narrow } : site)),
})

const sitesOfRow = ({ host, paths, narrow }: ListedSite): readonly LessonSite[] =>
  narrow && paths.length > 0 ? paths.map((path) => ({ host, path })) : [{ host }]

/** As the server takes them. */
export const sitesIn = ({ sites }: SiteList): readonly LessonSite[] => sites.flatMap(sitesOfRow)
export const framesIn = ({ frames }: SiteList): readonly string[] => [
  ...new Set(frames.map(({ host }) => host)),
]

/** Whether a lesson with these sites opens a page: what a teacher opens should not be stopped by their own lesson. */
export function opensPage(sites: readonly LessonSite[], address: string): boolean {
  const { hostname, pathname } = new URL(address)
  const path = `${pathname.toLowerCase().replace(/\/+$/, '')}/`
  return sites.some(
    (site) =>
      isUnder(hostname, site.host) &&
      (site.path === undefined || path.startsWith(`${site.path.toLowerCase().replace(/\/+$/, '')}/`)),
  )
}
