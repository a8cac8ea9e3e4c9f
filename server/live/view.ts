/**
 * A lesson as one teacher watches it: what is new is sent as it happens, gathered for a moment. With tabs, devices are
 * asked for theirs as long as it is open, and the look is on record.
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { LiveEvent } from '../../lib/protocol/lessons.ts'
import { pupilsOf } from '../classes/lookup.ts'
import type { Context } from '../context.ts'
import type { KeptLesson } from '../lessons/content.ts'
import { runningLesson } from '../lessons/lessons.ts'
import { mayRun } from '../lessons/times.ts'
import { Shown } from './shown.ts'
import { isInLesson } from './standing.ts'
import { type PupilState, statesOf, withTabs } from './states.ts'
import type { Watch } from './watch.ts'

/** What happens together is sent together. Milliseconds. */
const GATHER_MS = 25
/** What could not be looked up is looked up again. Milliseconds. */
const RETRY_MS = 1_000
/** Looked up at once. */
const AT_ONCE = 250

export interface ViewParts {
  readonly context: Pick<Context, 'db' | 'vault' | 'people' | 'live'>
  readonly lesson: string
  /** Undefined: tabs are not asked for. */
  readonly watch: Watch | undefined
  readonly send: (event: LiveEvent) => void
  /** Nothing more will be sent. */
  readonly ended: () => void
  readonly onError: (error: unknown) => void
}

export class LessonView {
  readonly #parts: ViewParts
  readonly #shown = new Shown()
  /** Whose states are to be looked up. */
  readonly #due = new Set<number>()
  /** Of whom nothing but tabs is other than before. */
  readonly #tabsDue = new Set<number>()
  #revision = 0
  /** Lesson and class are to be looked at, whoever is due. */
  #mustLook = true
  #hasFailed = false
  #flushing: Promise<void> | undefined
  #stopListening: (() => void) | undefined
  #end: ReturnType<typeof setTimeout> | undefined
  #stopped: Promise<void> | undefined

  constructor(parts: ViewParts) {
    this.#parts = parts
  }

  start(): Promise<void> {
    const { hub } = this.#parts.context.live
    this.#stopListening = hub.onChange((persons, what) => this.#changed(persons, what))
    return this.look()
  }

  /** Looks at everything again: states that come by time (a device grown silent, the hours), the class, the watch. */
  look(): Promise<void> {
    this.#mustLook = true
    for (const person of this.#shown.persons) this.#due.add(person)
    return this.#schedule()
  }

  /** Nothing more is sent. Resolves when nothing of it touches the database any more. */
  stop(): Promise<void> {
    return (this.#stopped ??= this.#stop())
  }

  over(why: Extract<LiveEvent, { type: 'over' }>['why']): void {
    if (this.#stopped) return
    void this.stop()
    this.#parts.send({ type: 'over', why })
    this.#parts.ended()
  }

  async #stop(): Promise<void> {
    this.#stopListening?.()
    clearTimeout(this.#end)
    await this.#parts.watch?.end()
    await this.#flushing
  }

  #changed(persons: readonly number[], what: 'state' | 'tabs'): void {
    if (what === 'tabs' && !this.#parts.watch) return
    const due = what === 'tabs' ? this.#tabsDue : this.#due
    const known = persons.filter((person) => this.#shown.has(person))
    for (const person of known) due.add(person)
    if (known.length > 0) void this.#schedule()
  }

  #schedule(): Promise<void> {
    if (this.#stopped) return Promise.resolve()
    this.#flushing ??= this.#gather().finally(() => {
      this.#flushing = undefined
      if (this.#mustLook || this.#due.size + this.#tabsDue.size > 0) void this.#schedule()
    })
    return this.#flushing
  }

  async #gather(): Promise<void> {
    await wait(this.#hasFailed ? RETRY_MS : GATHER_MS)
    try {
      if (!this.#stopped) await this.#flush()
      this.#hasFailed = false
    } catch (error) {
      this.#hasFailed = true
      this.#parts.onError(error)
    }
  }

  async #flush(): Promise<void> {
    if (this.#mustLook || this.#due.size > 0) await this.#flushStates()
    if (!this.#stopped) this.#flushTabs()
  }

  async #flushStates(): Promise<void> {
    const { context } = this.#parts
    const now = Date.now()
    if (!(await mayRun(context, now))) return this.over('hours')
    const lesson = await runningLesson(context, this.#parts.lesson, now)
    if (!lesson) return this.over('ended')
    if (this.#mustLook || lesson.lesson.revision !== this.#revision) await this.#renew(lesson, now)
    const due = [...this.#due].filter((person) => this.#shown.has(person))
    this.#due.clear()
    try {
      const found: PupilState[] = []
      for (let i = 0; i < due.length; i += AT_ONCE)
        found.push(...(await statesOf(context, lesson, due.slice(i, i + AT_ONCE), now)))
      if (!this.#stopped) this.#show(found)
    } catch (error) {
      for (const person of due) this.#due.add(person)
      throw error
    }
  }

  /** Whose tabs are others, of those whom the lesson has by what was shown: nothing is looked up. */
  #flushTabs(): void {
    const before = [...this.#tabsDue].flatMap((person) => this.#shown.stateOf(person) ?? [])
    this.#tabsDue.clear()
    this.#send(withTabs(this.#parts.context.live.hub, before.filter(isInLesson)))
  }

  #show(found: readonly PupilState[]): void {
    const { watch } = this.#parts
    const [inside, outside] = [found.filter(isInLesson), found.filter((state) => !isInLesson(state))]
    watch?.leave(new Set(outside.map(({ person }) => person)))
    this.#send(watch ? found : found.map(withoutTabs))
    watch?.keep(inside.map(({ person }) => person))
  }

  /** The lesson or its class were changed, or are seen for the first time. */
  async #renew({ lesson, class: classId }: KeptLesson, now: number): Promise<void> {
    const { context, watch, send } = this.#parts
    const pupils = (await pupilsOf(context.db, classId)).map(({ person }) => person)
    const isSame = lesson.revision === this.#revision && this.#shown.isOf(pupils)
    const names = isSame ? undefined : await context.people.namesOf(context.db, pupils)
    if (this.#stopped) return
    this.#mustLook = false
    if (!names) return
    this.#revision = lesson.revision
    watch?.leave(new Set(this.#shown.persons.filter((person) => !pupils.includes(person))))
    this.#shown.setPupils(pupils, names)
    for (const person of pupils) this.#due.add(person)
    clearTimeout(this.#end)
    this.#end = setTimeout(() => this.over('ended'), lesson.until - now)
    const { enforcing } = this.#shown
    send({ type: 'lesson', lesson: { ...lesson, class: classId, pupils: pupils.length, enforcing } })
  }

  #send(found: readonly PupilState[]): void {
    const changed = this.#shown.takeChanged(found)
    if (changed.length === 0) return
    const pupils = changed.map((state) => ({ ...state, name: this.#shown.nameOf(state.person) }))
    this.#parts.send({ type: 'pupils', pupils })
  }
}

/** Another window may watch them; this one does not, and its teacher is on no record. */
const withoutTabs = ({ tabs: _tabs, ...state }: PupilState): PupilState => state
