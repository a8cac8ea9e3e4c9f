/**
 * What a teacher has a pupil's device do: open a page, close a tab. A device that is away is told when it comes back,
 * until the lesson's end; it does each order once, by its id.
 */
import type { Action } from '../../lib/protocol/live.ts'
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

/** More than this at once is no teaching. */
const MOST_PENDING = 20

export class Orders {
  readonly #hub: Pick<Hub, 'of'>
  readonly #pending = new Map<number, Order[]>()

  constructor(hub: Pick<Hub, 'of'>) {
    this.#hub = hub
  }

  /** To devices by their rows. A tab is closed now or not at all. */
  give(ids: readonly number[], of: Omit<Order, 'id'>): void {
    const order = { ...of, id: askId() }
    for (const id of ids) {
      const connection = this.#hub.of(id)
      if ('open' in order.action)
        this.#pending.set(id, [...(this.#pending.get(id) ?? []), order].slice(-MOST_PENDING))
      if (connection) tell(connection, order)
    }
  }

  /** The device has done it, or will not. */
  done({ id }: Connection, order: string): void {
    const left = (this.#pending.get(id) ?? []).filter((one) => one.id !== order)
    if (left.length > 0) this.#pending.set(id, left)
    else this.#pending.delete(id)
  }

  /** The device is back, and knows its lessons again. */
  resume(connection: Connection, now: number): void {
    for (const order of this.#pending.get(connection.id) ?? []) if (order.until > now) tell(connection, order)
  }

  /** Forgets what belongs to lessons that are over. */
  forget(isOver: (order: Pick<Order, 'lesson' | 'until'>) => boolean): void {
    for (const [id, orders] of this.#pending) {
      const left = orders.filter((order) => !isOver(order))
      if (left.length === 0) this.#pending.delete(id)
      else this.#pending.set(id, left)
    }
  }
}

const tell = (connection: Connection, { id, lesson, action }: Order): void =>
  connection.send({ type: 'do', id, lesson, action })
