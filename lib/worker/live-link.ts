/**
 * Keeps the live channel open while lessons may run here: it is what a lesson comes by in a second. Everything in it
 * belongs to this worker alone: the next one opens a channel of its own, and is told everything again.
 */
import type { Installation } from '../device/keys.ts'
import { REFUSALS, reopenIn } from '../device/live-pace.ts'
import { LiveSocket } from '../device/live-socket.ts'
import type { FromDevice, FromServer } from '../protocol/live.ts'
import type { EnrolmentState } from '../protocol/wire.ts'
import type { Faults } from './faults.ts'
import type { Problems } from './problems.ts'

export interface LiveLinkParts {
  readonly installation: Promise<Installation>
  /** The school server that managed values name. */
  readonly server: () => string | undefined
  /** How this installation stands with it. */
  readonly standing: (server: string) => Promise<EnrolmentState | undefined>
  /** Whether lessons may run here and now. */
  readonly mayRun: () => boolean
  readonly heard: (message: FromServer) => Promise<unknown>
  /** The channel is gone: nobody watches any more. */
  readonly left: () => void
  readonly problems: Problems
  readonly faults: Faults
}

/** As often in a row as this, it is no break any more but something in the way, which staff should know of. */
const MANY = 3
const UNREACHED = {
  code: 'live:unreached',
  detail: 'The live channel to the school server cannot be opened, so lessons take up to a minute to arrive.',
}

/** A connection that lasted this long was a good one: the next failure is the first again. Milliseconds. */
const GOOD_MS = 30_000

export class LiveLink {
  private readonly parts: LiveLinkParts
  private socket: LiveSocket | undefined
  private failures = 0
  private openedAt = 0
  private again: ReturnType<typeof setTimeout> | undefined
  private keeping: Promise<void> = Promise.resolve()
  private hearing: Promise<unknown> = Promise.resolve()

  constructor(parts: LiveLinkParts) {
    this.parts = parts
  }

  /** Sees to it that the channel is as it should be. Never rejects. */
  keep(): Promise<void> {
    this.keeping = this.settleAfter(this.keeping)
    return this.keeping
  }

  /** Says it when somebody is there to hear it. */
  say(message: FromDevice): void {
    this.socket?.say(message)
  }

  private async settleAfter(earlier: Promise<void>): Promise<void> {
    await earlier
    await this.parts.faults.run('live', () => this.settle())
  }

  private async settle(): Promise<void> {
    const { server: serverOf, standing, mayRun, installation } = this.parts
    const server = serverOf()
    const isWanted = server !== undefined && mayRun() && (await standing(server)) === 'confirmed'
    if (this.socket && (!isWanted || this.socket.server !== server)) this.socket.close()
    if (!isWanted) this.parts.problems.set('live', [])
    if (!isWanted || this.socket || this.again !== undefined) return
    this.openedAt = performance.now()
    this.socket = new LiveSocket({
      server,
      installation: await installation,
      joined: () => this.parts.problems.set('live', []),
      // One after the other: what is said of lessons must not be overtaken.
      heard: (message) => {
        this.hearing = this.hearing.then(() =>
          this.parts.faults.run(`live-${message.type}`, () => this.parts.heard(message)),
        )
      },
      left: (code) => this.left(code),
      failed: (error) => this.parts.faults.note('live', error),
    })
  }

  private left(code: number): void {
    this.socket = undefined
    this.parts.left()
    if (code === 1000) return
    if (performance.now() - this.openedAt > GOOD_MS) this.failures = 0
    const wait = reopenIn(code, this.failures, Math.random())
    this.failures += 1
    if (this.failures >= MANY && !REFUSALS.includes(code)) this.parts.problems.set('live', [UNREACHED])
    clearTimeout(this.again)
    this.again = setTimeout(() => {
      this.again = undefined
      void this.keep()
    }, wait)
  }
}
