/** The live channel of a running server: who is connected, what they are told, and what they say. */
import { performance } from 'node:perf_hooks'
import type { HeldLesson } from '../../lib/policy/lesson.ts'
import type { FromDevice } from '../../lib/protocol/live.ts'
import { openedWithLessons } from '../asking/follow-lesson.ts'
import type { Context } from '../context.ts'
import { everPupilsOf } from '../classes/lookup.ts'
import { endLessonsOutOfHours } from '../lessons/hours.ts'
import { runs } from '../lessons/lessons.ts'
import { forgetOpened, takeUnreadable } from '../lessons/opened.ts'
import { mayRun } from '../lessons/times.ts'
import { Asked } from './asked.ts'
import { Asks } from './asks.ts'
import type { Connection } from './connection.ts'
import { Hub } from './hub.ts'
import { Orders } from './orders.ts'
import { Streams } from './streams.ts'

/** Lessons that ran out and hours that began are found this soon. Milliseconds. */
const TICK_MS = 5_000

export class Live {
  readonly hub: Hub
  readonly asks = new Asks()
  readonly streams = new Streams()
  readonly asked = new Asked()
  readonly orders: Orders
  readonly #parts: Pick<Context, 'db' | 'vault'>
  readonly #timer: ReturnType<typeof setInterval>
  /** What is told of lessons and persons now. */
  readonly #telling = new Set<Promise<void>>()
  #running = new Map<string, number>()
  /** Classes that a lesson ended of, and that were not told yet. */
  readonly #untold = new Set<number>()
  #mayRun: boolean | undefined
  #ticking: Promise<void> = Promise.resolve()
  #onError: (error: unknown) => void = () => undefined

  constructor(parts: Pick<Context, 'db' | 'vault'>) {
    this.#parts = parts
    this.hub = new Hub(parts, (error) => this.#onError(error))
    this.orders = new Orders(this.hub)
    this.#timer = setInterval(() => {
      this.#ticking = this.tick().catch((error: unknown) => this.#onError(error))
    }, TICK_MS)
    this.#timer.unref()
  }

  /** Where failures of what runs by itself are told. */
  onError(tell: (error: unknown) => void): void {
    this.#onError = tell
  }

  /** A message of a device that has proved itself. */
  heard(connection: Connection, message: FromDevice): void {
    connection.heardAt = performance.now()
    switch (message.type) {
      case 'beat':
        connection.send({ type: 'beat' })
        break
      case 'holding':
        if (connection.says(message.lessons)) this.hub.tellAgain(connection)
        this.orders.resume(connection, Date.now())
        this.hub.changed(connection)
        break
      case 'tabs':
        // Sent after the watch has ended, it is nobody's.
        if (connection.watchers === 0) break
        connection.tabs = message.tabs
        this.hub.changed(connection, 'tabs')
        break
      case 'done':
        this.orders.done(connection, message)
        break
      case 'answer':
        this.asks.answered(connection, message)
        break
      case 'proof':
        break // Proved already.
    }
  }

  /** A heartbeat. What it says of lessons counts for a device without a connection only. */
  beat(id: number, holding: readonly HeldLesson[] | undefined, now: number): void {
    if (this.hub.of(id)) this.hub.recheck(id)
    else this.hub.beats.heard(id, holding ?? [], now)
  }

  /** What a device says it holds; undefined when it cannot be reached. */
  says(id: number, now: number): Pick<Connection, 'holding' | 'tabs'> | undefined {
    const connection = this.hub.of(id)
    if (connection) return connection
    const holding = this.hub.beats.says(id, now)
    return holding && { holding, tabs: undefined }
  }

  /** A class's lesson was started, changed or ended. Resolves when its devices have been told. */
  async lessonChanged(classId: number): Promise<void> {
    const { db } = this.#parts
    await this.hub.lessonsChanged(await everPupilsOf(db, classId))
    // What was open until its end is so no more, or for longer.
    this.hub.news(await openedWithLessons(db, classId, Date.now()))
  }

  /** The same, with nobody waiting for it. */
  lessonChangedSoon(classId: number): void {
    this.#soon(this.lessonChanged(classId))
  }

  /** Which lesson has these pupils may have changed. */
  personsChangedSoon(persons: readonly number[]): void {
    this.#soon(this.hub.lessonsChanged(persons))
  }

  /** Who is in which class may have changed. */
  rostersChangedSoon(): void {
    this.hub.recheckAll()
  }

  /** Resolves when what changed so far has been told: an order that comes now does not overtake its lesson. */
  async told(): Promise<void> {
    await Promise.all(this.#telling)
  }

  #soon(work: Promise<void>): void {
    const telling = work
      .catch((error: unknown) => this.#onError(error))
      .finally(() => this.#telling.delete(telling))
    this.#telling.add(telling)
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#ticking
    await this.told()
    await this.hub.close()
  }

  /** Looks at what comes by time. (By itself each few seconds.) */
  async tick(now = Date.now()): Promise<void> {
    this.hub.dropSilent(performance.now())
    this.hub.beats.forgetOld(now)
    this.hub.remind(now)
    const may = await mayRun(this.#parts, now)
    // One that was only paused would come back by itself, after lunch or the next morning.
    if (!may) await endLessonsOutOfHours(this.#parts.db, now)
    await this.#tellOfEnds(now)
    if (this.#mayRun !== undefined && may !== this.#mayRun) this.hub.recheckAll()
    this.#mayRun = may
  }

  async #tellOfEnds(now: number): Promise<void> {
    const rows = await runs(this.#parts.db, now).execute()
    const running = new Map(rows.map((row) => [row.id, row.class]))
    for (const [id, classId] of this.#running) if (!running.has(id)) this.#untold.add(classId)
    this.#running = running
    forgetOpened(this.#parts.vault, new Set(running.keys()))
    for (const error of takeUnreadable(this.#parts.vault)) this.#onError(error)
    this.orders.forget(({ lesson, until }) => until <= now || !running.has(lesson))
    for (const classId of this.#untold) await this.#tellOfEnd(classId)
  }

  /** A class that cannot be told now is told at the next look, and keeps no other from it. */
  async #tellOfEnd(classId: number): Promise<void> {
    try {
      await this.lessonChanged(classId)
      this.#untold.delete(classId)
    } catch (error) {
      this.#onError(error)
    }
  }
}
