/**
 * A round with the school server, each minute and at each browser start: its answer proves the time and says where
 * the device is. While it is silent and the time is not proved, hosts that we know are asked for the time.
 */
import type { ClockKeeper } from './clock-keeper.ts'
import type { Enforcement } from './enforcement.ts'
import type { Faults } from './faults.ts'
import type { PlaceKeeper } from './place.ts'
import type { Problems } from './problems.ts'
import type { ServerLink } from './server-link.ts'

/** A server that is dropped on the way takes half a minute to fail, for which a moved clock must not hold. */
export const PATIENCE_MS = 5_000

export interface RoundParts {
  readonly link: Pick<ServerLink, 'round'>
  readonly clock: Pick<ClockKeeper, 'isProved'>
  readonly place: Pick<PlaceKeeper, 'expire'>
  readonly enforcement: Pick<Enforcement, 'refresh'>
  readonly problems: Problems
  readonly faults: Faults
  readonly proveTime: () => Promise<void>
  readonly showIcon: () => Promise<void>
}

export class Round {
  private readonly parts: RoundParts

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
  }

  private async askServer(): Promise<void> {
    this.parts.problems.set('server', await this.parts.link.round())
  }

  private async proveUnless(answered: Promise<void>): Promise<void> {
    const { clock, faults, proveTime } = this.parts
    if (clock.isProved) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS)
    })
    await Promise.race([answered, patience])
    clearTimeout(timer)
    if (!clock.isProved) await faults.run('prove-time', proveTime)
  }
}
