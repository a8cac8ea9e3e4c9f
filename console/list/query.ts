import { plural } from '../format.ts'
import type { Query } from './growing.ts'

/** What of a view a server is asked for: without what is not chosen. */
export const queryOf = (view: object): Query =>
  Object.fromEntries(
    Object.entries(view).filter(
      (one): one is [string, string] => typeof one[1] === 'string' && one[1] !== '',
    ),
  )

/** An address with a query. */
export function withQuery(path: string, query: Query): string {
  const text = String(new URLSearchParams(query))
  return text === '' ? path : `${path}?${text}`
}

/** How much of a list is there, and that there is more: nothing is cut off in silence. */
export const grownWords = (count: number, hasMore: boolean, one: string, many = `${one}s`): string =>
  hasMore
    ? count === 0
      ? 'Nothing so far, and there is more.'
      : `The newest ${plural(count, one, many)}; there are older ones.`
    : `${plural(count, one, many)}, and no older ones.`
