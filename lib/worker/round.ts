/**
 * A round with the school server, each minute and at each browser start: its answer proves the time and says where
 * the device is. While it is silent and the time is not proved, hosts that we know are asked for the time.
 */
import type { ClockKeeper } from './clock-keeper.ts'
import type { Enforcement } from './enforcement.ts'
import type { Faults } from './faults.ts'
import type { Live } from './live.ts'
import { noLongerThan } from './patience.ts'
import type { PlaceKeeper } from './place.ts'
import { type Problem, type Problems, UNREACHED } from './problems.ts'
import type { ServerLink } from './server-link.ts'

/** A server that is dropped on the way takes half a minute to fail, for which a moved clock must not hold. */
export const PATIENCE_MS = 5_000

/** An installation that nobody has taken in yet asks again after this long, with a little left to chance… */
export const ASK_AGAIN_MS = 8_000
/** …so many times in a browser session: asking keeps the worker awake. From then on the minute's alarm serves. */
const MOST_SOON = 4

export interface RoundParts {
  readonly link: Pick<ServerLink, 'round'>
  /** Who has just been confirmed may open it. */
  readonly live: Pick<Live, 'keep'>
  /** What pupils here have asked for and agreed to. */
  readonly asking: { sync(): Promise<unknown> }
  readonly clock: Pick<ClockKeeper, 'isProved'>
  readonly place: Pick<PlaceKeeper, 'expire'>
  readonly enforcement: Pick<Enforcement, 'refresh'>
  readonly problems: Problems
  readonly faults: Faults
  readonly proveTime: () => Promise<void>
  readonly showIcon: () => Promise<void>
  /** The server has been asked to take this installation in, and a further ask would change nothing soon. */
  readonly isSettled: () => Promise<boolean>
  /** How often it has asked again soon in this browser session. */
  readonly soon: {
    readonly get: () => Promise<number | undefined>
    readonly set: (times: number) => Promise<void>
  }
}

export class Round {
  private readonly parts: RoundParts
  private again: ReturnType<typeof setTimeout> | undefined

  constructor(parts: RoundParts) {
    this.parts = parts
  }

  /** Never rejects. */
  async run(): Promise<void> {
    const { place, enforcement, faults, showIcon } = this.parts
    const asking = this.askServer()
    await Promise.all([asking, this.proveUnless(asking)])
    if (place.expire()) await faults.run('rules', () => enforcement.refresh())
    await faults.run('icon', showIcon)
    await this.parts.live.keep()
    // A server that cannot be reached, or asks to be left alone, is not asked again for this.
    const isAway = (await asking).some(({ code }) => code.startsWith('server:'))
    if (!isAway) await this.parts.asking.sync()
    await faults.run('ask-again', async () => this.askSoon(await asking))
  }

  /** A pupil who has just signed in should not wait for the minute: the network may come a moment after them. */
  private async askSoon(problems: readonly Problem[]): Promise<void> {
    // A server that refuses is not pressed: it says itself when it may be asked again.
    if (problems.some(({ code }) => !UNREACHED.includes(code))) return
    const times = (await this.parts.soon.get()) ?? 0
    if (times >= MOST_SOON || (await this.parts.isSettled())) return
    await this.parts.soon.set(times + 1)
    clearTimeout(this.again)
    this.again = setTimeout(() => void this.run(), ASK_AGAIN_MS * (1 + Math.random() / 4))
  }

  private async askServer(): Promise<Problem[]> {
    const found = await this.parts.link.round()
    this.parts.problems.set('server', found)
    return found
  }

  private async proveUnless(answered: Promise<unknown>): Promise<void> {
    const { clock, faults, proveTime } = this.parts
    if (clock.isProved) return
    await noLongerThan(PATIENCE_MS, answered)
    if (!clock.isProved) await faults.run('prove-time', proveTime)
  }
}
