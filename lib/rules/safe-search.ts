/**
 * Safe search: a page of results is redirected to its safe self before anything is sent. The redirect stands above
 * every layer, because an allow rule would otherwise let the unsafe address pass; the address it leads to is judged
 * again by all layers, so it opens nothing (twins.ts says what that takes).
 */
import { SEARCH_ENGINES, type SearchSite } from '../verdict/search.ts'
import { EVERYTHING, FRAMES, type Draft, type RuleAction } from './draft.ts'
import { priorityOf } from './ids.ts'
import { placesOn } from './search-places.ts'
import type { Uniform } from './uniform.ts'

export function safeSearch(uniform: Uniform): Draft[] {
  return SEARCH_ENGINES.filter((engine) => engine.setting === 'safeSearch').flatMap((engine) =>
    engine.sites.flatMap((site) => redirects(site, uniform)),
  )
}

/** A move to another host must not lead past a rule about the host that was asked for: then it stays. */
function redirects(site: SearchSite, uniform: Uniform): Draft[] {
  const { host: target } = site
  if (target === undefined) return redirect(site, site.hosts)
  const moving = site.hosts.filter((host) => uniform([host], target))
  const staying = site.hosts.filter((host) => !moving.includes(host))
  return [...redirect(site, moving, target), ...redirect(site, staying)]
}

function redirect(site: SearchSite, hosts: readonly string[], host?: string): Draft[] {
  if (site.query === undefined || hosts.length === 0) return []
  const action = enforce(site.query, host === undefined ? {} : { host, path: site.path })
  return placesOn(site, hosts).map((condition) => ({
    layer: 'safeSearch',
    priority: priorityOf('safeSearch'),
    action,
    condition: { ...condition, resourceTypes: site.loads === 'documents' ? FRAMES : EVERYTHING },
  }))
}

interface Target {
  readonly host?: string
  readonly path?: string | undefined
}

function enforce(query: Readonly<Record<string, string>>, { host, path }: Target): RuleAction {
  // Alone, addOrReplaceParams leaves a second `safe=off` where it is: take all away, then add ours at the end.
  const removeParams = Object.keys(query)
  const addOrReplaceParams = Object.entries(query).map(([key, value]) => ({ key, value }))
  const transform = { username: '', password: '', queryTransform: { removeParams, addOrReplaceParams } }
  const moved = { ...(host !== undefined && { host }), ...(path !== undefined && { path }) }
  return { type: 'redirect', redirect: { transform: { ...transform, ...moved } } }
}
