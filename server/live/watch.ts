/** Watching the tabs of a lesson's pupils: asked for again and again while it lasts, and kept on record. */
import { WATCH_SECONDS } from '../../lib/protocol/live.ts'
import type { Context } from '../context.ts'
import type { Connection } from './connection.ts'

/** A device is asked again well before its watch ends. Milliseconds. */
const RENEW_MS = (WATCH_SECONDS * 1000) / 3

export class Watch {
  readonly #context: Pick<Context, 'db' | 'live'>
  readonly #look: number
  readonly #onError: (error: unknown) => void
  readonly #watched = new Set<Connection>()
  readonly #timer: ReturnType<typeof setInterval>

  private constructor(
    context: Pick<Context, 'db' | 'live'>,
    look: number,
    onError: (error: unknown) => void,
  ) {
    this.#context = context
    this.#look = look
    this.#onError = onError
    this.#timer = setInterval(() => this.#renew(), RENEW_MS)
  }

  /** On record before anything is asked for. `person`: who watches, a number of `people`. */
  static async begin(
    context: Pick<Context, 'db' | 'live'>,
    lesson: string,
    person: number,
    onError: (error: unknown) => void,
  ): Promise<Watch> {
    const { id } = await context.db
      .insertInto('lesson_looks')
      .values({ lesson, person, started: Date.now(), ended: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    return new Watch(context, id, onError)
  }

  /** Asks the devices of these pupils. */
  keep(persons: readonly number[]): void {
    for (const connection of this.#context.live.hub.ofPersons(new Set(persons))) {
      if (this.#watched.has(connection)) continue
      this.#watched.add(connection)
      connection.watchers += 1
      ask(connection)
    }
  }

  /** These pupils are in the lesson no more. */
  leave(persons: ReadonlySet<number>): void {
    for (const connection of this.#watched)
      if (connection.person !== null && persons.has(connection.person)) this.#let(connection)
  }

  /** Resolves when it is on record. */
  async end(): Promise<void> {
    clearInterval(this.#timer)
    for (const connection of this.#watched) this.#let(connection)
    const ended = this.#context.db
      .updateTable('lesson_looks')
      .set({ ended: Date.now() })
      .where('id', '=', this.#look)
      .execute()
    await ended.catch(this.#onError)
  }

  #let(connection: Connection): void {
    this.#watched.delete(connection)
    connection.watchers -= 1
    if (connection.watchers > 0) return
    connection.tabs = undefined
    connection.send({ type: 'watch', seconds: 0 })
  }

  #renew(): void {
    for (const connection of this.#watched)
      if (this.#context.live.hub.of(connection.id) === connection) ask(connection)
      else this.#watched.delete(connection)
  }
}

const ask = (connection: Connection): void => connection.send({ type: 'watch', seconds: WATCH_SECONDS })
