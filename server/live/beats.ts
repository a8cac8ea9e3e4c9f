/** What is known of devices without a connection: what they said with their heartbeats, and when the last one ended. */
import type { HeldLesson } from '../../lib/policy/lesson.ts'

/** What a device said with a heartbeat counts this long: it comes each minute. Milliseconds. */
const COUNTS_MS = 90_000
/** By then the device was heard of in another way, or is somebody's old laptop. Milliseconds. */
const LEFT_FOR_MS = 4 * 3_600_000

export class Beats {
  readonly #beats = new Map<number, { readonly holding: readonly HeldLesson[]; readonly at: number }>()
  readonly #left = new Map<number, number>()

  /** A device, by its row, spoke. It may say that it holds nothing. */
  heard(id: number, holding: readonly HeldLesson[], at: number): void {
    this.#beats.set(id, { holding, at })
  }

  /** It has a connection: what it said before is of no account. */
  connected(id: number): void {
    this.#beats.delete(id)
    this.#left.delete(id)
  }

  /** Its connection ended then. */
  left(id: number, at: number): void {
    this.#beats.delete(id)
    this.#left.set(id, at)
  }

  /** What it says it holds; undefined when it was not heard of lately. */
  says(id: number, now: number): readonly HeldLesson[] | undefined {
    const beat = this.#beats.get(id)
    return beat && now - beat.at < COUNTS_MS ? beat.holding : undefined
  }

  /** When its last connection ended, if that was of late. */
  leftAt(id: number): number | undefined {
    return this.#left.get(id)
  }

  forgetOld(now: number): void {
    for (const [id, { at }] of this.#beats) if (now - at >= COUNTS_MS) this.#beats.delete(id)
    for (const [id, at] of this.#left) if (now - at >= LEFT_FOR_MS) this.#left.delete(id)
  }
}
