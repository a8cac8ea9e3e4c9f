/**
 * The lesson that is looked at, as the server's live events tell it. What is shown counts as proven only while the
 * stream is open and has said how every pupil stands; from the moment it breaks, it is what was.
 */
import { signal } from '@preact/signals'
import {
  type LiveEvent,
  liveEventSchema,
  type Pupil,
  type RunningLesson,
} from '../../lib/protocol/lessons.ts'
import { lessonsApi } from './api.ts'

export interface Live {
  readonly id: string
  readonly lesson: RunningLesson | null
  /** By their number, in the order of their names. */
  readonly pupils: readonly Pupil[]
  /** `opening`: nothing is known yet. `broken`: what is shown is from before. */
  readonly link: 'opening' | 'live' | 'broken'
  /** When it was last known to be so. Epoch milliseconds. */
  readonly asOf: number | null
  /** Tabs are watched. */
  readonly tabs: boolean
  readonly over: Extract<LiveEvent, { type: 'over' }>['why'] | null
  /** Whose lesson it was when this page opened it. */
  readonly teacher: string | null
  /** The server speaks another version than this page. */
  readonly foreign: boolean
  /** Counts how often its requests have become others. */
  readonly asked: number
}

const nothing = (id: string): Live => ({
  id,
  lesson: null,
  pupils: [],
  link: 'opening',
  asOf: null,
  tabs: false,
  over: null,
  teacher: null,
  foreign: false,
  asked: 0,
})

export const live = signal<Live>(nothing(''))

let source: EventSource | null = null
/** The next event about pupils names all of them. */
let whole = true
/** What to do when the server closed the stream for good: ask it why. */
let onClosed: () => void = () => undefined

const set = (change: Partial<Live>): void => {
  live.value = { ...live.value, ...change }
}

/** Looks at a lesson from now on. `closed`: the server ended the stream without a word. */
export function follow(id: string, closed: () => void): void {
  onClosed = closed
  live.value = nothing(id)
  open()
}

/** Looks at nothing any more. */
export function unfollow(): void {
  shut()
  live.value = nothing('')
}

/** Begins or ends watching tabs. What is known stays shown until the new stream has spoken. */
export function watchTabs(tabs: boolean): void {
  set({ tabs, ...(tabs ? {} : { pupils: live.value.pupils.map(withoutTabs) }) })
  open()
}

/** Opens the stream anew. */
export function reopen(): void {
  if (live.value.over === null) open()
}

/** From now on what is shown is from before: said until the stream has spoken again. */
export function markBroken(): void {
  if (live.value.over === null) set({ link: 'broken' })
}

/** The lesson is over, by the stream or by the list of those that run. */
export function finish(over: NonNullable<Live['over']>): void {
  shut()
  set({ over, link: 'broken', tabs: false, pupils: live.value.pupils.map(withoutTabs) })
}

function withoutTabs(pupil: Pupil): Pupil {
  const bare = { ...pupil }
  delete bare.tabs
  return bare
}

function shut(): void {
  source?.close()
  source = null
}

function open(): void {
  shut()
  whole = true
  const mine = new EventSource(lessonsApi.live(live.value.id, live.value.tabs))
  source = mine
  mine.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (source === mine) hear(data)
  })
  mine.addEventListener('error', () => {
    if (source !== mine) return
    whole = true
    markBroken()
    // The browser itself tries again, except after an answer that is no stream.
    if (mine.readyState === EventSource.CLOSED) onClosed()
  })
}

function hear(data: unknown): void {
  const event = read(data)
  if (event === undefined) set({ foreign: true })
  else if (event.type === 'over') finish(event.why)
  else if (event.type === 'lesson') hearLesson(event.lesson)
  else if (event.type === 'asked') set({ asked: live.value.asked + 1 })
  else hearPupils(event.pupils)
}

function read(data: unknown): LiveEvent | undefined {
  try {
    const read = liveEventSchema.safeParse(JSON.parse(String(data)))
    return read.success ? read.data : undefined
  } catch {
    return undefined // Not JSON: said to the teacher like any other word that this page does not know.
  }
}

function hearLesson(lesson: RunningLesson): void {
  set({ lesson, teacher: live.value.teacher ?? lesson.teacher })
  // Nobody is in this class: there is no word to wait for.
  if (lesson.pupils === 0) set({ pupils: [], link: 'live', asOf: Date.now() })
  // Somebody left the class. The stream names those who are there; opened anew, it names nobody else.
  else if (!whole && lesson.pupils < live.value.pupils.length) open()
}

function hearPupils(heard: readonly Pupil[]): void {
  const known = new Map((whole ? [] : live.value.pupils).map((pupil) => [pupil.person, pupil]))
  for (const pupil of heard) known.set(pupil.person, pupil)
  whole = false
  const pupils = [...known.values()].toSorted((a, b) => a.name.localeCompare(b.name))
  set({ pupils, link: 'live', asOf: Date.now() })
}
