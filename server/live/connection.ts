/** One device on the live channel, after it has proved itself. */
import type { WebSocket } from 'ws'
import type { Place } from '../../lib/policy/document.ts'
import type { HeldLesson } from '../../lib/policy/lesson.ts'
import type { FromServer, SeenTab } from '../../lib/protocol/live.ts'

/** With more than this waiting to leave, the device is not taking it: it is let go, and comes back for the whole. */
const MOST_WAITING = 1024 * 1024

/** After this long a device has what it was told, or it never will. Milliseconds. */
const HAS_WITHIN = 10_000

/** What a device is told of lessons. */
interface Told {
  /** The same for the same lessons in the same revisions. */
  readonly key: string
  readonly ids: readonly string[]
  /** Epoch milliseconds. */
  readonly at: number
}

export class Connection {
  /** The row of `installations`. */
  readonly id: number
  readonly place: Place
  readonly #socket: WebSocket
  /** Whom it stands for; null for nobody or not known yet. */
  person: number | null = null
  /** What it was told of lessons last; undefined before the first time. */
  told: string | undefined
  #last: Told | undefined
  /** What it was told a second time. */
  #repeated: string | undefined
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

  /** Tells it of its lessons. What it said of others before says nothing of these. */
  tell(of: Told, text: string): void {
    if (this.#last?.key !== of.key) this.holding = []
    this.told = of.key
    this.#last = of
    this.sendText(text)
  }

  /** It says that it holds lessons. True when it names one that it was not told of: it must hear again, once. */
  says(holding: readonly HeldLesson[]): boolean {
    this.holding = holding
    const told = this.#last
    return told !== undefined && holding.some(({ id }) => !told.ids.includes(id)) && this.#mayRepeat(told)
  }

  /** True, once for what it was told, when it does not say of all that it holds it, and had the time to. */
  mustBeReminded(now: number): boolean {
    const told = this.#last
    if (told === undefined || now - told.at < HAS_WITHIN) return false
    return told.ids.some((id) => !this.holding.some((one) => one.id === id)) && this.#mayRepeat(told)
  }

  #mayRepeat({ key }: Told): boolean {
    if (this.#repeated === key) return false
    this.#repeated = key
    return true
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
