/**
 * What a teacher has a pupil's device do: open a page, close a tab. A device that is away is told when it comes back,
 * until the lesson's end; it does each order once, by its id.
 */
import type { Action, FromDevice } from '../../lib/protocol/live.ts'
import type { Connection } from './connection.ts'
import type { Hub } from './hub.ts'
import { askId } from './ids.ts'

interface Order {
  readonly id: string
  readonly lesson: string
  readonly action: Action
  /** Epoch milliseconds. */
  readonly until: number
}

/** An order that one device has not done yet. */
interface Pending {
  readonly order: Order
  /** How often the device said that it does not know the lesson or the site yet. */
  readonly tooSoon: number
}

/** More than this at once is no teaching. */
const MOST_PENDING = 20
/** A device says so when the order overtakes the lesson: it is told again when it says what it holds. */
const TOO_SOON: readonly (string | undefined)[] = ['no-lesson', 'not-in-lesson']
const MOST_TRIES = 5

export class Orders {
  readonly #hub: Pick<Hub, 'of'>
  readonly #pending = new Map<number, readonly Pending[]>()

  constructor(hub: Pick<Hub, 'of'>) {
    this.#hub = hub
  }

  /** To devices by their rows. A tab is closed now or not at all. */
  give(ids: readonly number[], of: Omit<Order, 'id'>): void {
    const order = { ...of, id: askId() }
    for (const id of ids) {
      const connection = this.#hub.of(id)
      if ('open' in order.action)
        this.#keep(id, [...this.#of(id), { order, tooSoon: 0 }].slice(-MOST_PENDING))
      if (connection) tell(connection, order)
    }
  }

  /** The device has done it, or says why it will not. */
  done(
    { id }: Connection,
    { id: order, why }: Pick<Extract<FromDevice, { type: 'done' }>, 'id' | 'why'>,
  ): void {
    const left = this.#of(id).flatMap((one) => {
      if (one.order.id !== order) return [one]
      const tooSoon = one.tooSoon + 1
      return TOO_SOON.includes(why) && tooSoon < MOST_TRIES ? [{ ...one, tooSoon }] : []
    })
    this.#keep(id, left)
  }

  /** The device says what it holds: it is back, or has its lessons now. */
  resume(connection: Connection, now: number): void {
    for (const { order } of this.#of(connection.id)) if (order.until > now) tell(connection, order)
  }

  /** Forgets what belongs to lessons that are over. */
  forget(isOver: (order: Pick<Order, 'lesson' | 'until'>) => boolean): void {
    for (const [id, pending] of this.#pending)
      this.#keep(
        id,
        pending.filter(({ order }) => !isOver(order)),
      )
  }

  #of(id: number): readonly Pending[] {
    return this.#pending.get(id) ?? []
  }

  #keep(id: number, pending: readonly Pending[]): void {
    if (pending.length > 0) this.#pending.set(id, pending)
    else this.#pending.delete(id)
  }
}

const tell = (connection: Connection, { id, lesson, action }: Order): void =>
  connection.send({ type: 'do', id, lesson, action })
