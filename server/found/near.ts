/** What was decided about places that hold another, or lie under it: closing one closes what is under it. */
import { type FoundPlace, holdsAddress } from '../../lib/policy/found-place.ts'
import type { FoundKind } from '../../lib/policy/found-kinds.ts'
import type { Context } from '../context.ts'
import { pathOf } from './content.ts'

interface Near {
  readonly what: 'shared' | 'cleared'
  readonly where: 'above' | 'under'
  readonly place: FoundPlace
}

/** Of the same kind and in force now, but for what was decided about the place itself. */
export async function decidedNear(
  { db, vault }: Pick<Context, 'db' | 'vault'>,
  { id, kind, ...place }: FoundPlace & { readonly id: number; readonly kind: FoundKind },
  now: number,
): Promise<Near[]> {
  const rows = await db
    .selectFrom('found_decisions')
    .innerJoin('found_places', 'found_places.id', 'found_decisions.place')
    .select(['what', 'same', 'host', 'content'])
    .where('ended', 'is', null)
    .where((e) => e.or([e('until', 'is', null), e('until', '>', now)]))
    .where('kind', '=', kind)
    .where('found_places.id', '!=', id)
    .execute()
  return rows.flatMap(({ what, host, ...sealed }): Near[] => {
    const path = pathOf(vault, { ...sealed })
    const other = { host, ...(path !== '' && { path }) }
    if (holdsAddress(other, place.host, place.path ?? '/')) return [{ what, where: 'above', place: other }]
    return holdsAddress(place, host, path === '' ? '/' : path) ? [{ what, where: 'under', place: other }] : []
  })
}
