/**
 * Safe search: a page of results is redirected to its safe self before anything is sent. The redirect stands above
 * every layer, because an allow rule would otherwise let the unsafe address pass; the address it leads to is judged
 * again by all layers, so it opens nothing (twins.ts says what that takes).
 */
import { SEARCH_ENGINES, type SearchSite } from '../verdict/search.ts'
import { EVERYTHING, FRAMES, type Draft, type RuleAction, type RuleCondition } from './draft.ts'
import { priorityOf } from './ids.ts'
import type { Uniform } from './uniform.ts'

/**
 * Any host on the scheme's own port, with at most one final dot (with more it resolves nowhere, and the twins know
 * one); credentials are taken off by the redirect.
 */
const HEAD = '^https?://(?:[^/@]*@)?[^/:@]*[^/:@.]\\.?/'

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
  const base: RuleCondition = { requestDomains: [...hosts].sort() }
  if (site.except !== undefined) base.excludedRequestDomains = [...site.except].sort()
  return (site.paths ?? [undefined]).map((path) => ({
    layer: 'safeSearch',
    priority: priorityOf('safeSearch'),
    action: enforce(site.query ?? {}, host),
    condition: {
      ...base,
      regexFilter: HEAD + (path === undefined ? '' : inPath(path)),
      resourceTypes: site.loads === 'documents' ? FRAMES : EVERYTHING,
    },
  }))
}

const inPath = (path: string): string => `/*${path.split('/').slice(1).join('/+')}(?:[/?#]|$)`

function enforce(query: Readonly<Record<string, string>>, host: string | undefined): RuleAction {
  // Alone, addOrReplaceParams leaves a second `safe=off` where it is: take all away, then add ours at the end.
  const removeParams = Object.keys(query)
  const addOrReplaceParams = Object.entries(query).map(([key, value]) => ({ key, value }))
  const transform = { username: '', password: '', queryTransform: { removeParams, addOrReplaceParams } }
  return {
    type: 'redirect',
    redirect: { transform: host === undefined ? transform : { ...transform, host } },
  }
}
