/** Which devices are looked at. It stands in the address, so that a link shows somebody else the same. */
import { signal } from '@preact/signals'
import { FLEET_SORTS, FLEET_VIEWS, type FleetSort, type FleetView } from '../../lib/protocol/fleet.ts'

export interface View {
  /** `never-seen` is a list of its own: those devices have said nothing yet. */
  readonly show: FleetView | 'never-seen'
  readonly sort: FleetSort
  readonly find: string
  readonly page: number
}

const FIRST: View = { show: 'attention', sort: 'first', find: '', page: 0 }
const HASH = '#devices?'

export const isFleetLink = (hash: string): boolean => hash.startsWith(HASH)

/** What an address says; anything that is no view of ours is the first one. */
export function viewOf(hash: string): View {
  if (!isFleetLink(hash)) return FIRST
  const said = new URLSearchParams(hash.slice(HASH.length))
  const among = <T extends string>(all: readonly T[], name: string, first: T): T =>
    all.find((one) => one === said.get(name)) ?? first
  const page = Number(said.get('page') ?? 0)
  return {
    show: among([...FLEET_VIEWS, 'never-seen'], 'show', FIRST.show),
    sort: among(FLEET_SORTS, 'sort', FIRST.sort),
    find: (said.get('find') ?? '').slice(0, 200),
    page: Number.isInteger(page) && page >= 0 && page < 10_000 ? page : 0,
  }
}

/** What of a view differs from the first one. */
function wordsOf(view: View): URLSearchParams {
  const said = new URLSearchParams()
  for (const key of ['show', 'sort', 'find', 'page'] as const)
    if (view[key] !== FIRST[key]) said.set(key, String(view[key]))
  return said
}

export const view = signal<View>(viewOf(location.hash))

/** The address that shows this view. */
export const linkTo = (one: View): string => `${HASH}${wordsOf(one)}`

/** For the server. */
export const questionOf = ({ show, sort, find, page }: View): URLSearchParams =>
  new URLSearchParams({ show, sort, page: String(page), ...(find && { find }) })

/** Looks at something else, from its first page on. */
export function turnTo(change: Partial<View>): void {
  view.value = { ...view.value, page: 0, ...change }
  // In place: going back leaves the page, and not a hundred filters.
  history.replaceState(null, '', linkTo(view.value))
}
