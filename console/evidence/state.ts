/** What the parts about evidence show. */
import type { ErasureSaid, EvidenceState, Holds, HoldSaid } from '../../lib/protocol/evidence-staff.ts'
import { here } from '../answer.ts'
import { Growing, type Piece } from '../list/growing.ts'
import { attempt, notice } from '../state.ts'
import { evidenceApi } from './api.ts'
import { doneWords } from './words.ts'

type Day = EvidenceState['days'][number]

export const heads = new Growing<Day, EvidenceState & Piece<Day>>(async (query) => {
  const state = await evidenceApi.state(query)
  return { ...state, items: state.days }
})
export const holds = new Growing<HoldSaid>(async (query) => {
  const { holds: items, next } = await evidenceApi.holds(query)
  return { items, next }
})
/** What an action answered. */
export const putHolds = ({ holds: items, next }: Holds): void => holds.put({ items, next })

/** While one is carried out it is looked at this often. Milliseconds. */
const SOON = 1000
let timer: ReturnType<typeof setTimeout> | undefined
let isWatched = false

export const erasures = new Growing<ErasureSaid>(async (query) => {
  const { erasures: items, next } = await evidenceApi.erasures(query)
  if (query['before'] === undefined) watch(items)
  return { items, next }
})

/** From here on erasures at work are looked at again, until what this answers is called: the page is left. */
export function watchErasures(): () => void {
  isWatched = true
  return () => {
    isWatched = false
    clearTimeout(timer)
  }
}

/** How they stand now; older ones that are shown stay. */
export const freshErasures = (): Promise<void> => erasures.again(({ id }) => id)

/** Looks again while one is at work, and says when one has ended that was. */
function watch(items: readonly ErasureSaid[]): void {
  clearTimeout(timer)
  // An answer that comes when the page was left already.
  if (!isWatched) return
  const before = here(erasures.shown.value)?.items
  if (items.some(({ done }) => done === null)) timer = setTimeout(() => void freshErasures(), SOON)
  const ended = items.find((one) => one.done !== null && before?.some(isAtWork(one)))
  if (ended) notice.value = { text: doneWords(ended, Date.now()), wrong: false }
}

const isAtWork = (of: ErasureSaid) => (one: ErasureSaid) => one.id === of.id && one.done === null

export const stopErasure = (id: string): Promise<boolean> =>
  attempt(async () => {
    await evidenceApi.stop(id)
    await freshErasures()
  })
