/**
 * A search that is sent in the body of a request stands in no address: nothing can judge it, record it, or make it safe.
 * Search engines take it all the same, from a form of any page. It is stopped before it is sent, in every policy; the
 * worker then has the tab ask for the same address without a body (navigation-guard.ts). A redirect would take the body
 * along: the browser answers with a 307.
 */
import { SEARCH_ENGINES } from '../verdict/search.ts'
import { FRAMES, type Draft } from './draft.ts'
import { priorityOf } from './ids.ts'
import { placesOn } from './search-places.ts'

const SITES = SEARCH_ENGINES.flatMap(({ sites }) => sites).filter(({ terms }) => terms.length > 0)

export const postedSearches = (): Draft[] =>
  SITES.flatMap((site) => placesOn(site, site.hosts)).map((condition) => ({
    layer: 'posted',
    priority: priorityOf('posted'),
    action: { type: 'block' },
    condition: { ...condition, requestMethods: ['post'], resourceTypes: FRAMES },
  }))
