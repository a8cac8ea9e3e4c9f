/** Where a pupil stands in a lesson, from what is known of their devices. Pure: time and data are arguments. */
import type { HeldLesson } from '../../lib/policy/lesson.ts'
import { LIVE_SINCE, type SeenTab } from '../../lib/protocol/live.ts'
import type { Pupil, PupilStanding } from '../../lib/protocol/lessons.ts'
import type { KeptLesson } from '../lessons/content.ts'
import type { PupilLessons } from '../lessons/pupils.ts'

/** A device of a pupil's. */
export interface PupilDevice {
  /** Epoch milliseconds. */
  readonly lastSeen: number
  readonly extension: string
  /** Held back, because two browsers speak for it or its numbers fork. */
  readonly isHeld: boolean
  /** The browser does not have the rules, or not all of them. */
  readonly lacksRules: boolean
  /** What it says it holds, on the live channel or (lately) with a heartbeat; undefined when it cannot be reached. */
  readonly says?:
    | { readonly holding: readonly HeldLesson[]; readonly tabs?: readonly SeenTab[] | undefined }
    | undefined
  /** The school lets lessons run there and now. */
  readonly mayRun: boolean
}

/** The worst first: what a teacher needs to know of a pupil with several devices. */
const WORST: readonly PupilStanding[] = ['refused', 'clock', 'hours', 'starting', 'enforcing']

export function standing(
  { lesson }: KeptLesson,
  { held, exempt }: PupilLessons,
  devices: readonly PupilDevice[],
): Omit<Pupil, 'person' | 'name'> {
  if (exempt.includes(lesson.id)) return { state: 'exempt' }
  const holder = held[0]
  if (holder && !held.some((one) => one.lesson.id === lesson.id)) {
    const { id, name, teacher } = holder.lesson
    return { state: 'claimed', by: { lesson: id, name, teacher } }
  }
  const reached = devices.filter(({ says, isHeld }) => says !== undefined && !isHeld)
  if (reached.length === 0) return unreached(devices)
  const states = reached.map((device) => stateOf(device, lesson))
  const tabs = reached.flatMap(({ says }) => says?.tabs ?? [])
  const isWatched = reached.some(({ says }) => says?.tabs !== undefined)
  return {
    state: WORST.find((state) => states.includes(state)) ?? 'starting',
    ...(isWatched && { tabs }),
  }
}

function stateOf(device: PupilDevice, { id, revision }: KeptLesson['lesson']): PupilStanding {
  if (device.lacksRules) return 'refused'
  if (!device.mayRun) return 'hours'
  const said = device.says?.holding.find((one) => one.id === id)
  if (!said || said.revision < revision) return 'starting'
  return said.is === 'over' ? 'hours' : said.is
}

function unreached(devices: readonly PupilDevice[]): Omit<Pupil, 'person' | 'name'> {
  const [last] = devices.toSorted((a, b) => b.lastSeen - a.lastSeen)
  if (!last) return { state: 'no-device' }
  if (devices.some(({ isHeld }) => isHeld)) return { state: 'tampered' }
  if (isOlder(last.extension)) return { state: 'older-version' }
  return { state: 'offline', since: last.lastSeen }
}

/** Whether a version of the extension came before the live channel. */
export function isOlder(version: string): boolean {
  const [a, b] = [version, LIVE_SINCE].map((one) => one.split('.').map(Number))
  for (let i = 0; i < 3; i += 1) {
    const [x, y] = [a?.[i] ?? 0, b?.[i] ?? 0]
    if (x !== y) return x < y
  }
  return false
}
