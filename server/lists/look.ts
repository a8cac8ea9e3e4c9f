/** What is said of a host now, and by whom: what somebody must know who says that it is wrongly listed. */
import { suffixesOf, normaliseHost } from '../../lib/lists/host.ts'
import { shippedLists } from '../../lib/lists/load.ts'
import { CATEGORY_IDS, type CategoryId } from '../../lib/policy/categories.ts'
import type { ListLook } from '../../lib/protocol/list-corrections.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { correctedHosts } from './corrections.ts'
import { allInForce } from './store.ts'

/** Throws a Refusal (422) for what is no host. */
export async function lookAt({ db, lists }: Context, written: string): Promise<ListLook> {
  const host = normaliseHost(written.replace(/^https?:\/\/([^/?#]+).*$/i, '$1'))
  if (host === null)
    throw new Refusal(422, 'host', 'Write a host, such as maths.example.org.', { field: 'host' })
  const sources = await allInForce(db)
  const found = await lists.look(
    sources.map(({ digest }) => digest),
    host,
  )
  const shipped = shippedLists()
  const own = shipped.categoriesOf(host)
  const listed: ListLook['listed'] = sources.flatMap(({ source, name }, i) =>
    (found[i] ?? []).map(({ under, categories }) => ({ source, name, under, categories: [...categories] })),
  )
  if (own.size > 0)
    listed.push({ source: null, name: 'Kerb', under: nearest(host, shipped), categories: [...own] })
  const correction = (await correctedHosts(db)).find((one) => isUnder(host, one.host))
  const all = new Set(correction?.categories ?? listed.flatMap(({ categories }) => categories))
  return {
    host,
    categories: CATEGORY_IDS.filter((category) => all.has(category)),
    listed,
    protected: shipped.isLifeline(host) || shipped.isNeverBlock(host),
    correction: correction?.id ?? null,
  }
}

const isUnder = (host: string, parent: string): boolean => host === parent || host.endsWith(`.${parent}`)

/** The shortest name that says something of the host is the listed one. */
function nearest(host: string, lists: { categoriesOf(host: string): ReadonlySet<CategoryId> }): string {
  const all = [...suffixesOf(host)]
  return all.findLast((suffix) => lists.categoriesOf(suffix).size > 0) ?? host
}
