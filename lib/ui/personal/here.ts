/**
 * What is paused for in this document. Asked of the worker when the pupil first comes to a field, so that it is known when
 * something leaves; a page on which nobody writes asks nothing. Runs on every page, so it checks by hand.
 */
import type { PauseKept } from '../../messages/pause-kept.ts'
import type { PauseHere } from '../../messages/personal.ts'
import type { Send } from './watch.ts'

/** Asked again after this: another lesson, another policy. Milliseconds. */
const FRESH_MS = 60_000
/** What leaves waits no longer than this for the worker. */
const PATIENCE_MS = 2_000

interface Reply {
  readonly ok: boolean
  readonly body?: PauseHere
}

/** What the worker left for when it does not answer, and the hosts that count here. */
export interface Kept {
  readonly last: () => Promise<unknown>
  readonly hosts: () => readonly string[]
}

export class PausesHere {
  readonly #send: Send
  readonly #kept: Kept
  #known: PauseHere | undefined
  #asked = -Infinity
  #asking: Promise<void> | undefined

  constructor(send: Send, kept: Kept) {
    this.#send = send
    this.#kept = kept
  }

  /** The last answer. */
  get known(): PauseHere | undefined {
    return this.#known
  }

  /** Asks if it has not been asked lately. */
  ask(): void {
    if (this.#asking !== undefined || performance.now() - this.#asked < FRESH_MS) return
    this.#asking = this.#answer().finally(() => {
      this.#asking = undefined
    })
  }

  /** The answer; when there is none in time, what held last on this device; undefined when nothing ever did. */
  async soon(): Promise<PauseHere | undefined> {
    this.ask()
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS)
    })
    await Promise.race([this.#asking, late])
    clearTimeout(timer)
    return this.#known ?? this.#fromKept()
  }

  async #fromKept(): Promise<PauseHere | undefined> {
    try {
      const kept = (await this.#kept.last()) as PauseKept | undefined
      const isOpen = (host: string): boolean =>
        kept?.open.some((open) => host === open || host.endsWith(`.${open}`)) === true
      return this.#kept.hosts().some(isOpen) ? { kinds: [] } : kept?.here
    } catch {
      return undefined // Not even the disk answers: what somebody wants to send is not kept from them for ever.
    }
  }

  async #answer(): Promise<void> {
    try {
      const reply = (await this.#send({ kerb: 'personal.here', body: {} })) as Reply | undefined
      if (reply?.ok !== true || reply.body === undefined) return
      this.#known = reply.body
      this.#asked = performance.now()
    } catch {
      // Nobody answers: the last answer holds, and the next field asks again.
    }
  }
}
