/** What devices found at a page that somebody asks for, for whoever decides: by what it was told, and nobody's name. */
import type { FoundInRow } from '../../lib/protocol/rows.ts'
import { holdsAddress } from '../../lib/policy/found-place.ts'
import { canonical, lineage } from '../../lib/verdict/address.ts'
import type { Address } from '../../lib/verdict/address.ts'
import type { Context } from '../context.ts'
import { pathOf } from './content.ts'
import { countedAt, evidenceAt, isKnown, stateAt } from './list.ts'

/** More asked for at once than a list shows. */
const MOST = 600

/** For each address at which something was found that nobody has put right: what, the surest and newest of several. */
export async function foundAtPages(
  { db, vault }: Pick<Context, 'db' | 'vault'>,
  urls: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, FoundInRow>> {
  const pages = [...new Set(urls)].slice(0, MOST).flatMap((url) => {
    const address = canonical(url)
    return address === null ? [] : [{ url, address }]
  })
  const hosts = [...new Set(pages.flatMap(({ address }) => lineage(address.host)))]
  if (hosts.length === 0) return new Map()
  const rows = await db
    .selectFrom('found_places')
    .selectAll('found_places')
    .where('host', 'in', hosts)
    .where(isKnown)
    .where(stateAt(now), '!=', 'cleared')
    .orderBy('last', 'desc')
    .execute()
  const places = await Promise.all(
    rows.map(async (row) => {
      const path = pathOf(vault, row)
      const { sure } = await countedAt(db, row)
      const evidence = await evidenceAt({ db, vault }, row)
      const found: FoundInRow = {
        kind: row.kind,
        sureness: sure ? 'sure' : 'suspected',
        where: path === '' ? 'host' : 'page',
        evidence,
      }
      return { place: { host: row.host, ...(path !== '' && { path }) }, found }
    }),
  )
  const strongest = places.toSorted((a, b) => rank(b.found) - rank(a.found))
  const at = ({ host, path }: Address): FoundInRow | undefined =>
    strongest.find(({ place }) => holdsAddress(place, host, path))?.found
  return new Map(pages.map(({ url, address }) => [url, at(address)] as const).filter(isFound))
}

const rank = ({ sureness }: FoundInRow): number => (sureness === 'sure' ? 1 : 0)

const isFound = (one: readonly [string, FoundInRow | undefined]): one is readonly [string, FoundInRow] =>
  one[1] !== undefined
