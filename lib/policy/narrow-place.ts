/**
 * A timetable narrowed to where the device is. Where that is not known, the stricter of “on site” and “away” counts
 * at every minute of the week: the periods are recast so that nobody who reads them has to know about places.
 */
import { stricter, type Action, type CategoryId } from './categories.ts'
import type { Period, Place } from './document.ts'

/** What holds outside every period. */
export interface Base {
  readonly categories: Readonly<Record<CategoryId, Action>>
  readonly unknownHosts: Action
}

/** Periods that apply at `place`, in order, a later match winning; each with place `any`. */
export function narrowToPlace(timetable: readonly Period[], place: Place, base: Base): Period[] {
  if (place !== 'unknown') return timetable.filter(at(place)).map(anywhere)
  if (timetable.every((period) => period.place === 'any')) return [...timetable]
  const pieces = DAYS.flatMap((day) => stricterOfDay(timetable, day, base))
  return joinDays(joinTimes(pieces))
}

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const
const at = (place: Place) => (period: Period) => period.place === 'any' || period.place === place
const anywhere = (period: Period): Period => ({ ...period, place: 'any' })

type Setting = CategoryId | 'unknown'
interface Piece {
  readonly day: number
  readonly from: number
  readonly to: number
  readonly name: string
  readonly actions: ReadonlyMap<Setting, Action>
}

/** The day cut at every start and end; in each cut what both places say, and the stricter of it by period name. */
function stricterOfDay(timetable: readonly Period[], day: number, base: Base): Piece[] {
  const today = timetable.filter((period) => period.hours.days.includes(day))
  const cuts = [...new Set(today.flatMap(({ hours }) => [hours.from, hours.to]))].sort((a, b) => a - b)
  return cuts.slice(0, -1).flatMap((from, i) => {
    const to = cuts[i + 1] ?? from
    const now = today.filter(({ hours }) => hours.from <= from && to <= hours.to)
    return piecesOf(now, base).map((piece) => ({ ...piece, day, from, to }))
  })
}

function piecesOf(now: readonly Period[], base: Base): Pick<Piece, 'name' | 'actions'>[] {
  const onSite = winners(now.filter(at('on-site')))
  const away = winners(now.filter(at('away')))
  const byName = new Map<string, Map<Setting, Action>>()
  for (const setting of new Set([...onSite.keys(), ...away.keys()])) {
    const usual = setting === 'unknown' ? base.unknownHosts : base.categories[setting]
    const here = onSite.get(setting)
    const there = away.get(setting)
    const action = stricter(here?.action ?? usual, there?.action ?? usual)
    // The period whose action it is; where it is the usual one, no period is needed.
    const by = [here, there].find((one) => one?.action === action)
    if (by === undefined || action === usual) continue
    const actions = byName.get(by.name) ?? new Map<Setting, Action>()
    byName.set(by.name, actions.set(setting, action))
  }
  return [...byName].map(([name, actions]) => ({ name, actions }))
}

/** For every setting the last period that names it. */
function winners(now: readonly Period[]): Map<Setting, { action: Action; name: string }> {
  const found = new Map<Setting, { action: Action; name: string }>()
  for (const { name, categories, unknownHosts } of now) {
    for (const [category, action] of Object.entries(categories))
      found.set(category as CategoryId, { action, name })
    if (unknownHosts !== undefined) found.set('unknown', { action: unknownHosts, name })
  }
  return found
}

const content = (piece: Piece): string =>
  JSON.stringify([piece.name, [...piece.actions].sort(([a], [b]) => (a < b ? -1 : 1))])

/** Neighbours in time with the same content become one. */
function joinTimes(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = []
  for (const piece of pieces) {
    const before = joined.findIndex(
      (one) => one.day === piece.day && one.to === piece.from && content(one) === content(piece),
    )
    const old = joined[before]
    if (old === undefined) joined.push(piece)
    else joined[before] = { ...old, to: piece.to }
  }
  return joined
}

/** Days with the same content at the same times become one period. */
function joinDays(pieces: readonly Piece[]): Period[] {
  const periods = new Map<string, Period>()
  for (const piece of pieces) {
    const key = `${piece.from}-${piece.to} ${content(piece)}`
    const days = [...(periods.get(key)?.hours.days ?? []), piece.day]
    const unknownHosts = piece.actions.get('unknown')
    periods.set(key, {
      name: piece.name,
      hours: { days, from: piece.from, to: piece.to },
      place: 'any',
      categories: Object.fromEntries([...piece.actions].filter(([setting]) => setting !== 'unknown')),
      ...(unknownHosts === undefined ? {} : { unknownHosts }),
    })
  }
  return [...periods.values()]
}
