/**
 * The trusted clock of lib/time, fed and kept: checkpoints every minute in session memory and on the disk, proofs
 * from the school server and, when it is silent, from TLS hosts we know.
 */
import type { SessionPort } from '../navigation/ports.ts'
import { checkpoint, checkpointSchema, prove, read, start } from '../time/clock.ts'
import type { ClockState, ProofSource } from '../time/clock.ts'
import type { Now } from '../time/now.ts'
import type { LocalPort } from './facts.ts'

const KEY = 'clock'

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

  async load(): Promise<void> {
    const [ofSession, ofDevice] = await Promise.all([this.session.get(KEY), this.local.get([KEY])])
    const recent = checkpointSchema.safeParse(ofSession)
    const older = checkpointSchema.safeParse(ofDevice[KEY])
    const stored = recent.success ? recent.data : older.success ? older.data : null
    this.state = start(stored, this.ticker.wall(), this.ticker.mono(), recent.success)
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

  /** @returns whether it was believed */
  async prove(time: number, source: ProofSource): Promise<boolean> {
    const proved = prove(this.state, time, this.ticker.wall(), this.ticker.mono(), source)
    this.state = proved.state
    if (proved.jump) this.onJump(proved.jump)
    await this.keep()
    return proved.accepted
  }

  /** Every minute, so that the next worker, or the next browser session, goes on from here. */
  async keep(): Promise<void> {
    const point = checkpoint(this.state, this.ticker.wall(), this.ticker.mono())
    await Promise.all([this.session.set(KEY, point), this.local.set({ [KEY]: point })])
  }
}
