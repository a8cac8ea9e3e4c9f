/** Where a search site is, as the browser's rules say it. */
import type { SearchSite } from '../verdict/search.ts'
import type { RuleCondition } from './draft.ts'

/**
 * Any host on the scheme's own port, with at most one final dot (with more it resolves nowhere, and the twins know
 * one); credentials are taken off by the redirect.
 */
const HEAD = '^https?://(?:[^/@]*@)?[^/:@]*[^/:@.]\\.?/'

/** One condition for each path of the site on these of its hosts, or one for all of it. Kinds of request are the caller's. */
export function placesOn(
  { except, paths }: Pick<SearchSite, 'except' | 'paths'>,
  hosts: readonly string[],
): RuleCondition[] {
  const on: RuleCondition = { requestDomains: [...hosts].sort() }
  if (except !== undefined) on.excludedRequestDomains = [...except].sort()
  return (paths ?? [undefined]).map((path) => ({
    ...on,
    regexFilter: HEAD + (path === undefined ? '' : inPath(path)),
  }))
}

const inPath = (path: string): string => `/*${path.split('/').slice(1).join('/+')}(?:[/?#]|$)`
