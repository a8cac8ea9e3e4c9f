/**
 * What a roster would change, as a pure function of what is and what the files say. People are numbers: above zero
 * those of `people`, below zero those who are not there yet (their place in the roster's list of newcomers).
 */
import type { Roster } from './roster.ts'

export type From = 'roster' | 'hand'

/** A class as it is now. */
export interface ClassNow {
  readonly id: number
  readonly name: string
  readonly source: From
  readonly sourceId: string | null
  readonly ended: number | null
  readonly pupils: ReadonlyMap<number, From>
  readonly teachers: ReadonlyMap<number, From>
}

export interface Moves {
  readonly add: readonly number[]
  readonly remove: readonly number[]
}

export interface NewClass {
  readonly sourceId: string
  readonly name: string
  readonly pupils: readonly number[]
  readonly teachers: readonly number[]
}

export interface ChangedClass {
  readonly id: number
  readonly name: string
  /** Its name until now, when that is another one. */
  readonly was: string | null
  /** When it had ended, if it begins again. */
  readonly revivedFrom: number | null
  readonly pupils: Moves
  readonly teachers: Moves
}

export interface EndedClass {
  readonly id: number
  readonly name: string
  /** Places in it that the roster gave, and those given by hand. */
  readonly members: number
  readonly byHand: number
}

export interface Plan {
  readonly made: readonly NewClass[]
  readonly changed: readonly ChangedClass[]
  readonly ended: readonly EndedClass[]
  /** Classes that nobody is taken out of, and that do not end, because rows about them could not be read. */
  readonly spared: number
  /** More than a fifth of the roster's classes or of the places in them would go. */
  readonly large: boolean
}

/** The share that may go without asking: one in so many. */
const FIFTH = 5

/** @param numberOf the number of a roster's person, by its place in `roster.people` */
export function plan(
  current: readonly ClassNow[],
  roster: Pick<Roster, 'classes' | 'unread'>,
  numberOf: (place: number) => number,
): Plan {
  const bySource = new Map(current.flatMap((one) => (one.sourceId === null ? [] : [[one.sourceId, one]])))
  const made: NewClass[] = []
  const changed: ChangedClass[] = []
  let spared = 0
  for (const one of roster.classes) {
    const now = bySource.get(one.source)
    const pupils = new Set(one.pupils.map(numberOf))
    const teachers = new Set(one.teachers.map(numberOf))
    if (!now) {
      made.push({ sourceId: one.source, name: one.name, pupils: [...pupils], teachers: [...teachers] })
      continue
    }
    if (one.doubtful) spared += 1
    const change: ChangedClass = {
      id: now.id,
      name: one.name,
      was: now.name === one.name ? null : now.name,
      revivedFrom: now.ended,
      pupils: moves(now.pupils, pupils, one.doubtful),
      teachers: moves(now.teachers, teachers, one.doubtful),
    }
    if (isChange(change)) changed.push(change)
  }
  const listed = new Set(roster.classes.map((one) => one.source))
  const unread = new Set(roster.unread)
  const running = current.filter((one) => one.sourceId !== null && one.ended === null)
  const gone = running.filter(({ sourceId }) => !listed.has(sourceId ?? ''))
  const ended = gone.filter(({ sourceId }) => !unread.has(sourceId ?? '')).map(endOf)
  spared += gone.length - ended.length
  return { made, changed, ended, spared, large: isLarge(running, changed, ended) }
}

/** True when applying it would change nothing. */
export const isEmpty = ({ made, changed, ended }: Plan): boolean =>
  made.length + changed.length + ended.length === 0

function moves(now: ReadonlyMap<number, From>, wanted: ReadonlySet<number>, doubtful: boolean): Moves {
  const gone = [...now].filter(([person, from]) => from === 'roster' && !wanted.has(person))
  return {
    add: [...wanted].filter((person) => !now.has(person)),
    remove: doubtful ? [] : gone.map(([person]) => person),
  }
}

const isChange = ({ was, revivedFrom, pupils, teachers }: ChangedClass): boolean =>
  was !== null ||
  revivedFrom !== null ||
  [pupils, teachers].some(({ add, remove }) => add.length + remove.length > 0)

function endOf(one: ClassNow): EndedClass {
  const members = givenBy(one, 'roster')
  return { id: one.id, name: one.name, members, byHand: givenBy(one, 'hand') }
}

const givenBy = ({ pupils, teachers }: ClassNow, by: From): number =>
  [...pupils.values(), ...teachers.values()].filter((from) => from === by).length

function isLarge(
  running: readonly ClassNow[],
  changed: readonly ChangedClass[],
  ended: readonly EndedClass[],
): boolean {
  const places = running.reduce((sum, one) => sum + givenBy(one, 'roster'), 0)
  const ids = new Set(running.map(({ id }) => id))
  const left = changed
    .filter(({ id }) => ids.has(id))
    .reduce((sum, one) => sum + one.pupils.remove.length + one.teachers.remove.length, 0)
  const going = left + ended.reduce((sum, one) => sum + one.members, 0)
  return ended.length * FIFTH > running.length || going * FIFTH > places
}
