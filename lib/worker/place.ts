/**
 * Where the device is, as the school server said last. Its word is good for a few minutes: a laptop goes home, and
 * a pupil can keep the server from being heard. After that, and at each browser start, the place is unknown, which
 * counts as the stricter. Kept in session memory.
 */
import type { SessionPort } from '../navigation/ports.ts'
import { placeSchema } from '../policy/document.ts'
import type { Place } from '../policy/document.ts'
import type { Now } from '../time/now.ts'
import { z } from '../zod.ts'
import type { FactsKeeper } from './facts.ts'

const KEY = 'place'
/** Longer than a server needs to start anew: places that change without need would be seen by the pupil. */
export const HEARD_FOR_MS = 3 * 60_000

const heardSchema = z.object({ place: placeSchema, at: z.number() })
type Heard = z.infer<typeof heardSchema>

export class PlaceKeeper {
  private readonly session: SessionPort
  private readonly facts: FactsKeeper
  private readonly now: () => Now
  private last: Heard | null = null

  constructor(parts: { session: SessionPort; facts: FactsKeeper; now: () => Now }) {
    this.session = parts.session
    this.facts = parts.facts
    this.now = parts.now
  }

  /** The clock must have been read before `expire` is asked what has grown old. */
  async load(): Promise<void> {
    const stored = heardSchema.safeParse(await this.session.get(KEY))
    if (stored.success && this.last === null) this.take(stored.data)
  }

  /** The server said so just now. @returns whether that is somewhere else than before */
  heard(place: Place): boolean {
    const changed = this.take({ place, at: this.now().at })
    void this.session.set(KEY, this.last)
    return changed
  }

  /** @returns whether the place is unknown from now on, and was not before */
  expire(): boolean {
    const { last } = this
    if (last === null) return false
    const isOld = this.now().candidates.some((at) => Math.abs(at - last.at) > HEARD_FOR_MS)
    return isOld && this.take({ ...last, place: 'unknown' })
  }

  /** What another server said. */
  forget(): void {
    this.heard('unknown')
  }

  private take(heard: Heard): boolean {
    const before = this.facts.current.place
    this.last = heard
    void this.facts.change({ place: heard.place })
    return before !== heard.place
  }
}
