/** Where pupils stand in a lesson, by the database and the devices that are connected. */
import type { Pupil } from '../../lib/protocol/lessons.ts'
import type { Context } from '../context.ts'
import type { KeptLesson } from '../lessons/content.ts'
import { lessonsOfPupils } from '../lessons/pupils.ts'
import { mayRun } from '../lessons/times.ts'
import { devicesOfPersons } from './devices.ts'
import type { Hub } from './hub.ts'
import { standing } from './standing.ts'

export type PupilState = Omit<Pupil, 'name'>

/** For each of these pupils of the lesson's class. */
export async function statesOf(
  { db, vault, live }: Pick<Context, 'db' | 'vault' | 'live'>,
  lesson: KeptLesson,
  persons: readonly number[],
  now: number,
): Promise<PupilState[]> {
  const [lessons, devices, here, away] = await Promise.all([
    lessonsOfPupils({ db, vault }, persons, now),
    devicesOfPersons(db, persons, now),
    mayRun({ db, vault }, now, 'on-site'),
    mayRun({ db, vault }, now, 'away'),
  ])
  return persons.map((person) => {
    const theirs = (devices.get(person) ?? []).map((device) => ({
      ...device,
      lastSeen: Math.max(device.lastSeen, live.hub.beats.leftAt(device.id) ?? 0),
      says: live.says(device.id, now),
      mayRun: (live.hub.of(device.id)?.place ?? device.place) === 'on-site' ? here : away,
    }))
    return { person, ...standing(lesson, lessons.get(person) ?? { held: [], exempt: [] }, theirs, now) }
  })
}

/** The same states with the tabs that the pupils' devices say are open now. */
export function withTabs(hub: Pick<Hub, 'ofPersons'>, states: readonly PupilState[]): PupilState[] {
  const connections = hub.ofPersons(new Set(states.map(({ person }) => person)))
  return states.map(({ tabs: _tabs, ...state }) => {
    const seen = connections.flatMap(({ person, tabs }) => (person === state.person && tabs ? [tabs] : []))
    return { ...state, ...(seen.length > 0 && { tabs: seen.flat() }) }
  })
}
