/**
 * The trusted clock of lib/time, fed and kept: checkpoints every minute in session memory and on the disk, proofs
 * from the school server and, when it is silent, from TLS hosts we know.
 */
import type { SessionPort } from '../navigation/ports.ts'
import { checkpoint, checkpointSchema, prove, read, start } from '../time/clock.ts'
import type { ClockState, ProofSource } from '../time/clock.ts'
import type { Now } from '../time/now.ts'
import type { LocalPort } from './careful-storage.ts'

const KEY = 'clock'
const PROVED = 'clock-proved'

export interface Ticker {
  /** `Date.now()` */
  wall(): number
  /** `performance.now()` */
  mono(): number
}

export interface Jumped {
  /** How far the device's clock moved, milliseconds. */
  readonly by: number
  /** Set when a proof has settled the doubt. */
  readonly confirmed?: boolean
}

export class ClockKeeper {
  private readonly session: SessionPort
  private readonly local: LocalPort
  private readonly ticker: Ticker
  private state: ClockState
  private readonly onJump: (jump: Jumped) => void
  private isRead = false
  private provedInSession = false

  constructor(parts: {
    session: SessionPort
    local: LocalPort
    ticker: Ticker
    onJump: (jump: Jumped) => void
  }) {
    this.session = parts.session
    this.local = parts.local
    this.ticker = parts.ticker
    this.onJump = parts.onJump
    this.state = start(null, parts.ticker.wall(), parts.ticker.mono(), false)
  }

  /** Takes what can be read; rejects when something could not, and may be called again. */
  async load(): Promise<void> {
    const reads = await Promise.allSettled([
      this.session.get(KEY),
      this.local.get([KEY]),
      this.session.get(PROVED),
    ])
    const [ofSession, ofDevice, proved] = reads.map((one) =>
      one.status === 'fulfilled' ? one.value : undefined,
    )
    this.provedInSession ||= proved === true
    // A proof that came meanwhile is worth more than any checkpoint.
    if (this.state.anchor === undefined) {
      const recent = checkpointSchema.safeParse(ofSession)
      const older = checkpointSchema.safeParse((ofDevice as Record<string, unknown> | undefined)?.[KEY])
      const stored = recent.success ? recent.data : older.success ? older.data : null
      this.state = start(stored, this.ticker.wall(), this.ticker.mono(), recent.success)
    }
    const failed = reads.find((one) => one.status === 'rejected')
    if (failed) throw failed.reason
    this.isRead = true
  }

  now(): Now {
    const reading = read(this.state, this.ticker.wall(), this.ticker.mono())
    this.state = reading.state
    if (reading.jump) this.onJump(reading.jump)
    return reading.now
  }

  get inDoubt(): boolean {
    return this.now().candidates.length > 1
  }

  /** True once something has proved the time since the browser was started, and nothing disturbed it since. */
  get isProved(): boolean {
    return this.provedInSession && !this.inDoubt
  }

  /** Never rejects. @returns whether it was believed */
  async prove(time: number, source: ProofSource): Promise<boolean> {
    const proved = prove(this.state, time, this.ticker.wall(), this.ticker.mono(), source)
    this.state = proved.state
    if (proved.accepted && !this.provedInSession) {
      this.provedInSession = true
      await this.session.set(PROVED, true)
    }
    if (proved.jump) this.onJump(proved.jump)
    await this.keep()
    return proved.accepted
  }

  /** Never rejects. Every minute, so that the next worker, or the next browser session, goes on from here. */
  async keep(): Promise<void> {
    // What lies there is worth more than what was made without it.
    if (!this.isRead && this.state.anchor === undefined) return
    const point = checkpoint(this.state, this.ticker.wall(), this.ticker.mono())
    await Promise.all([this.session.set(KEY, point), this.local.set({ [KEY]: point })])
  }
}
