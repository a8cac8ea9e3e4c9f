/**
 * How often a page asks for a frame of animation, by seconds. Runs in the page's own world, with every frame: numbers alone.
 * Times are the page's clock. Milliseconds.
 */
const SECOND = 1_000
/** Over less than this a rate says nothing. */
const SHORTEST = 300
/** Faster than this nothing is drawn. */
const MOST = 250
/** Slower is a page that moves now and then; faster is one that may be played. */
const SLOWLY = 5
const STEADILY = 20

export class Drawing {
  #since = -Infinity
  #frames = 0
  #rate = 0
  #level = 0

  /** A frame was asked for. @returns whether the page draws faster or slower by now than it was known to */
  draws(now: number): boolean {
    const past = now - this.#since
    this.#frames++
    if (past < SECOND) return false
    // After a pause the frame is the first of another second.
    this.#rate = past > 2 * SECOND ? 0 : this.#over(past)
    this.#since = now
    this.#frames = 0
    const level = this.#rate < SLOWLY ? 0 : this.#rate < STEADILY ? 1 : 2
    const isNews = level > this.#level
    this.#level = level
    return isNews
  }

  /** Frames a second of late, of this second or the one before: a moment's rest is none. 0 when it has stopped. */
  rate(now: number): number {
    const past = now - this.#since
    if (past > 2 * SECOND) return 0
    const sofar = past < SHORTEST ? 0 : this.#over(past)
    return sofar > this.#rate ? sofar : this.#rate
  }

  #over(past: number): number {
    const rate = (this.#frames * SECOND) / past
    return rate > MOST ? MOST : (rate + 0.5) | 0
  }
}
