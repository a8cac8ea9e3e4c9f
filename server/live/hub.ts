/**
 * The devices that are connected, and what they are told. A device is told what holds whole, never what changed, so
 * that one that comes back has missed nothing. Whoever is due is looked up together: a school that comes back at once
 * costs a few queries, not thousands.
 */
import type { Place } from '../../lib/policy/document.ts'
import { CLOSED, SILENCE_MS } from '../../lib/protocol/live.ts'
import type { Context } from '../context.ts'
import { lessonsOfPupils } from '../lessons/pupils.ts'
import { mayRun } from '../lessons/times.ts'
import { Batches } from './batches.ts'
import { Beats } from './beats.ts'
import type { Connection } from './connection.ts'
import { personsOf } from './devices.ts'

type Parts = Pick<Context, 'db' | 'vault'>

/** `tabs`: nothing else of these persons is other than before. */
type Listener = (persons: readonly number[], what: 'state' | 'tabs') => void

export class Hub {
  readonly #parts: Parts
  readonly #connections = new Map<number, Connection>()
  readonly #due: Batches<Connection>
  readonly #listeners = new Set<Listener>()
  /** Devices that have no connection. */
  readonly beats = new Beats()

  constructor(parts: Parts, onError: (error: unknown) => void) {
    this.#parts = parts
    this.#due = new Batches((batch) => this.#tell(batch), onError)
  }

  /** The connection of an installation, by its row. */
  of(id: number): Connection | undefined {
    return this.#connections.get(id)
  }

  get size(): number {
    return this.#connections.size
  }

  /** The connections that stand for any of these persons. */
  ofPersons(persons: ReadonlySet<number>): Connection[] {
    return [...this.#connections.values()].filter(({ person }) => person !== null && persons.has(person))
  }

  /** Hears of persons whose devices came, went or said something. @returns how to stop it */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Takes the place of an earlier one, which the caller sees to. */
  join(connection: Connection): void {
    this.#connections.set(connection.id, connection)
    this.beats.connected(connection.id)
    this.#look([connection])
  }

  /** A connection has ended. `silentFor`: it was not heard of for so many milliseconds. */
  leave(connection: Connection, silentFor = 0): void {
    this.#due.drop(connection)
    if (this.#connections.get(connection.id) !== connection) return
    this.#connections.delete(connection.id)
    this.beats.left(connection.id, Date.now() - silentFor)
    this.changed(connection)
  }

  /** A device said something that a teacher may see. */
  changed({ person }: Connection, what: 'state' | 'tabs' = 'state'): void {
    if (person !== null) this.#tellOf([person], what)
  }

  /** What an installation is told may be something else now: it named another person, or was decided about. */
  recheck(id: number): void {
    const connection = this.#connections.get(id)
    if (connection) this.#look([connection])
  }

  /** What a device was told it has not, or not all of it: once more. */
  tellAgain(connection: Connection): void {
    connection.told = undefined
    this.#look([connection])
  }

  /** Tells those again who long ago were told of lessons that they do not say they hold. `now`: epoch milliseconds. */
  remind(now: number): void {
    for (const connection of this.#connections.values())
      if (connection.mustBeReminded(now)) this.tellAgain(connection)
  }

  /** The lessons of these persons are others now. Resolves when they have been told. */
  async lessonsChanged(persons: readonly number[]): Promise<void> {
    this.#tellOf(persons, 'state')
    await this.#due.add(this.ofPersons(new Set(persons)))
  }

  /** Something else about these persons is other than before: their devices ask what. */
  news(persons: readonly number[]): void {
    for (const connection of this.ofPersons(new Set(persons))) connection.send({ type: 'news' })
  }

  /** What everybody may read is other than before: all devices ask what. */
  newsToAll(): void {
    for (const connection of this.#connections.values()) connection.send({ type: 'news' })
  }

  /** The hours began or ended, or classes are others: everybody is looked at. */
  recheckAll(): void {
    this.#look([...this.#connections.values()])
  }

  /** Lets go of whoever has said nothing for too long. `now`: the clock of `heardAt`. */
  dropSilent(now: number): void {
    for (const connection of this.#connections.values())
      if (now - connection.heardAt > SILENCE_MS) {
        connection.close(CLOSED.silent)
        this.leave(connection, now - connection.heardAt)
      }
  }

  /** Resolves when nobody waits to be told. */
  settled(): Promise<void> {
    return this.#due.settled()
  }

  close(): Promise<void> {
    return this.#due.close()
  }

  #look(connections: readonly Connection[]): void {
    void this.#due.add(connections)
  }

  #tellOf(persons: readonly number[], what: 'state' | 'tabs'): void {
    for (const listener of this.#listeners) listener(persons, what)
  }

  async #tell(connections: readonly Connection[]): Promise<void> {
    const { db } = this.#parts
    const now = Date.now()
    const persons = await personsOf(
      db,
      connections.map(({ id }) => id),
    )
    const lessons = await lessonsOfPupils(this.#parts, numbers(persons.values()), now)
    const allowed = await this.#places(connections, now)
    const texts = new Map<string, string>()
    const looked = new Set<number>()
    for (const connection of connections) {
      const person = persons.get(connection.id)
      if (person === undefined) {
        connection.close(CLOSED.notConfirmed)
        this.leave(connection)
        continue
      }
      const one = person === 'signed-out' ? null : person
      for (const who of [connection.person, one]) if (who !== null) looked.add(who)
      connection.person = one
      // Nothing new: to sign out of the browser is no way out of a lesson. It ends by its time.
      if (person === 'signed-out') continue
      const held = person === null ? [] : (lessons.get(person)?.held ?? [])
      const told = allowed.get(connection.place) === true ? held : []
      const key = told.map(({ lesson, own = '' }) => `${lesson.id} ${lesson.revision} ${own}`).join()
      if (connection.told === key) continue
      const text = texts.get(key) ?? lessonsText(told, now)
      texts.set(key, text)
      const ids = told.map(({ lesson }) => lesson.id)
      connection.tell({ key, ids, at: now }, text)
    }
    this.#tellOf([...looked], 'state')
  }

  /** Whether lessons may run now, at each place where one of these is: asked once, not for each of them. */
  async #places(connections: readonly Connection[], now: number): Promise<ReadonlyMap<Place, boolean>> {
    const places = [...new Set(connections.map(({ place }) => place))]
    const answers = places.map(async (place) => [place, await mayRun(this.#parts, now, place)] as const)
    return new Map(await Promise.all(answers))
  }
}

const lessonsText = (told: readonly { readonly lesson: unknown }[], at: number): string =>
  JSON.stringify({ type: 'lessons', at, lessons: told.map(({ lesson }) => lesson) })

const numbers = (values: Iterable<number | null | 'signed-out'>): number[] =>
  [...values].filter((one) => typeof one === 'number')
