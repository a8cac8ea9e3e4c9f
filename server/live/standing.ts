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

type Standing = Omit<Pupil, 'person' | 'name'>

/** A device that was heard of within this time is in use, whether it says anything of lessons or not. Milliseconds. */
const IN_USE_MS = 120_000

/** The worst first: what a teacher needs to know of a pupil with several devices. */
const WORST: readonly PupilStanding[] = [
  'tampered',
  'older-version',
  'refused',
  'clock',
  'hours',
  'offline',
  'starting',
  'enforcing',
]

/** The pupil is in the lesson. Of nobody else tabs are asked, or shown. */
export const isInLesson = ({ state }: Pick<Standing, 'state'>): boolean =>
  state === 'enforcing' || state === 'starting' || state === 'refused'

export function standing(
  { lesson }: KeptLesson,
  { held, exempt }: PupilLessons,
  devices: readonly PupilDevice[],
  now: number,
): Standing {
  if (exempt.includes(lesson.id)) return { state: 'exempt' }
  const holder = held[0]
  if (holder && !held.some((one) => one.lesson.id === lesson.id)) {
    const { id, name, teacher } = holder.lesson
    return { state: 'claimed', by: { lesson: id, name, teacher } }
  }
  // A device that is in use beside one that enforces is a way round it.
  const inUse = devices.filter(({ says, lastSeen }) => says !== undefined || now - lastSeen < IN_USE_MS)
  const looked = inUse.length > 0 ? inUse : latest(devices)
  const states = looked.map((device) => stateOf(device, lesson))
  const worst = WORST.map((state) => states.find((one) => one.state === state)).find(
    (one) => one !== undefined,
  )
  return worst ? { ...worst, ...(isInLesson(worst) && tabsOf(looked)) } : { state: 'no-device' }
}

/** Of devices that are all away: those held back, else the one heard of last. */
function latest(devices: readonly PupilDevice[]): readonly PupilDevice[] {
  const held = devices.filter(({ isHeld }) => isHeld)
  return held.length > 0 ? held : devices.toSorted((a, b) => b.lastSeen - a.lastSeen).slice(0, 1)
}

function stateOf(device: PupilDevice, { id, revision }: KeptLesson['lesson']): Standing {
  const { says } = device
  if (device.isHeld) return { state: 'tampered' }
  if (isOlder(device.extension)) return { state: 'older-version' }
  if (says === undefined) return { state: 'offline', since: device.lastSeen }
  if (device.lacksRules) return { state: 'refused' }
  if (!device.mayRun) return { state: 'hours' }
  const said = says.holding.find((one) => one.id === id)
  if (!said || said.revision < revision) return { state: 'starting' }
  return { state: said.is === 'over' ? 'hours' : said.is }
}

/** Nothing where nobody watches. */
function tabsOf(devices: readonly PupilDevice[]): Pick<Standing, 'tabs'> {
  const seen = devices.flatMap(({ says }) => (says?.tabs === undefined ? [] : [says.tabs]))
  return seen.length > 0 ? { tabs: seen.flat() } : {}
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
