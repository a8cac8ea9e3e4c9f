/**
 * A lesson as one teacher watches it: what is new is sent as it happens, gathered for a moment. With tabs, devices are
 * asked for theirs as long as it is open, and the look is on record.
 */
import type { LiveEvent } from '../../lib/protocol/lessons.ts'
import { pupilsOf } from '../classes/lookup.ts'
import type { Context } from '../context.ts'
import type { KeptLesson } from '../lessons/content.ts'
import { runningLesson } from '../lessons/lessons.ts'
import { mayRun } from '../lessons/times.ts'
import { isInLesson } from './standing.ts'
import { type PupilState, statesOf } from './states.ts'
import type { Watch } from './watch.ts'

/** What happens together is sent together. Milliseconds. */
const GATHER_MS = 25
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
  readonly #names = new Map<number, string>()
  readonly #sent = new Map<number, string>()
  readonly #enforcing = new Set<number>()
  #revision = 0
  #due = new Set<number>()
  #flushing: Promise<void> | undefined
  #stopListening: (() => void) | undefined
  #end: ReturnType<typeof setTimeout> | undefined
  #stopped: Promise<void> | undefined

  constructor(parts: ViewParts) {
    this.#parts = parts
  }

  start(): Promise<void> {
    this.#stopListening = this.#parts.context.live.hub.onChange((persons) => this.#changed(persons))
    return this.look()
  }

  /** Looks at everything again: states that come by time (a device grown silent, the hours) and the watch. */
  look(): Promise<void> {
    for (const person of this.#names.keys()) this.#due.add(person)
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

  #changed(persons: readonly number[]): void {
    const before = this.#due.size
    for (const person of persons) if (this.#names.has(person)) this.#due.add(person)
    if (this.#due.size > before) void this.#schedule()
  }

  #schedule(): Promise<void> {
    if (this.#stopped) return Promise.resolve()
    this.#flushing ??= new Promise((resolve) => setTimeout(resolve, GATHER_MS))
      .then(() => this.#flush())
      .catch(this.#parts.onError)
      .finally(() => {
        this.#flushing = undefined
        if (this.#due.size > 0) void this.#schedule()
      })
    return this.#flushing
  }

  async #flush(): Promise<void> {
    const { context } = this.#parts
    const now = Date.now()
    const lesson = await runningLesson(context, this.#parts.lesson, now)
    if (!lesson) return this.over('ended')
    if (!(await mayRun(context, now))) return this.over('hours')
    if (lesson.lesson.revision !== this.#revision) await this.#renew(lesson, now)
    const due = [...this.#due]
    this.#due.clear()
    const found: PupilState[] = []
    for (let i = 0; i < due.length; i += AT_ONCE)
      found.push(...(await statesOf(context, lesson, due.slice(i, i + AT_ONCE), now)))
    if (this.#stopped) return
    const [inside, outside] = [found.filter(isInLesson), found.filter((state) => !isInLesson(state))]
    this.#parts.watch?.leave(new Set(outside.map(({ person }) => person)))
    this.#sendChanged(found)
    this.#parts.watch?.keep(inside.map(({ person }) => person))
  }

  /** The lesson was changed, or is seen for the first time. */
  async #renew(lesson: KeptLesson, now: number): Promise<void> {
    const { context, send } = this.#parts
    this.#revision = lesson.lesson.revision
    const pupils = (await pupilsOf(context.db, lesson.class)).map(({ person }) => person)
    const names = await context.people.namesOf(context.db, pupils)
    if (this.#stopped) return
    this.#names.clear()
    for (const person of pupils) this.#names.set(person, names.get(person) ?? '')
    for (const person of pupils) this.#due.add(person)
    clearTimeout(this.#end)
    this.#end = setTimeout(() => this.over('ended'), lesson.lesson.until - now)
    send({
      type: 'lesson',
      lesson: {
        ...lesson.lesson,
        class: lesson.class,
        pupils: pupils.length,
        enforcing: this.#enforcing.size,
      },
    })
  }

  #sendChanged(found: readonly PupilState[]): void {
    const shown = this.#parts.watch ? found : found.map(withoutTabs)
    const changed = shown.filter((state) => {
      const text = JSON.stringify(state)
      if (this.#sent.get(state.person) === text) return false
      this.#sent.set(state.person, text)
      if (state.state === 'enforcing') this.#enforcing.add(state.person)
      else this.#enforcing.delete(state.person)
      return true
    })
    if (changed.length === 0) return
    const pupils = changed.map((state) => ({ ...state, name: this.#names.get(state.person) ?? '' }))
    this.#parts.send({ type: 'pupils', pupils })
  }
}

/** Another window may watch them; this one does not, and its teacher is on no record. */
const withoutTabs = ({ tabs: _tabs, ...state }: PupilState): PupilState => state
