/** One device on the live channel, after it has proved itself. */
import type { WebSocket } from 'ws'
import type { Place } from '../../lib/policy/document.ts'
import type { HeldLesson } from '../../lib/policy/lesson.ts'
import type { FromServer, SeenTab } from '../../lib/protocol/live.ts'

/** With more than this waiting to leave, the device is not taking it: it is let go, and comes back for the whole. */
const MOST_WAITING = 1024 * 1024

export class Connection {
  /** The row of `installations`. */
  readonly id: number
  readonly place: Place
  readonly #socket: WebSocket
  /** Whom it stands for; null for nobody or not known yet. */
  person: number | null = null
  /** What it was told of lessons last; undefined before the first time. */
  told: string | undefined
  /** What it says it holds. */
  holding: readonly HeldLesson[] = []
  /** What it says is open; only while somebody watches. */
  tabs: readonly SeenTab[] | undefined
  /** How many watch its tabs. */
  watchers = 0
  /** When it was last heard of, by a clock that only runs forward. Milliseconds. */
  heardAt: number

  constructor(socket: WebSocket, of: { readonly id: number; readonly place: Place }, now: number) {
    this.#socket = socket
    this.id = of.id
    this.place = of.place
    this.heardAt = now
  }

  send(message: FromServer): void {
    this.sendText(JSON.stringify(message))
  }

  /** A message that many are sent is written once. */
  sendText(text: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    if (this.#socket.bufferedAmount > MOST_WAITING) this.#socket.terminate()
    else this.#socket.send(text)
  }

  close(code: number): void {
    this.#socket.close(code)
  }

  /** Resolves with whether the other end answers a ping within so many milliseconds. */
  answers(within: number): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const timer = setTimeout(() => resolve(false), within)
    this.#socket.once('pong', () => resolve(true))
    this.#socket.once('close', () => resolve(false))
    this.#socket.ping()
    return promise.finally(() => clearTimeout(timer))
  }
}
