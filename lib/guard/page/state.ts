/** What can be told of a document without looking at it, and whether that has changed. */
import { atMost, type Draft } from './draft.ts'
import type { HearActs } from './hear-acts.ts'
import type { Told } from './channel.ts'

/** Faster than this nothing is drawn. */
const MOST_FRAMES = 250
/** Over less than this a rate says nothing. Milliseconds. */
const SHORTEST = 400

/** What the page's scripts do, asked for now and then. */
export class ActsSoFar {
  readonly #hear: HearActs
  #frames = 0
  #at = 0
  #animation = 0
  #pointerLock = 0
  #fullscreen = 0
  #told: Told | undefined

  constructor(hear: HearActs) {
    this.#hear = hear
  }

  locked = (): void => void (this.#pointerLock += 1)
  filled = (): void => void (this.#fullscreen += 1)

  /** Asks again. @returns what of it makes a document another one: never how often it draws, to the frame */
  ask(now: number): string {
    this.#told = this.#hear.ask('ask')
    const frames = this.#told?.counts.frames ?? 0
    if (now - this.#at >= SHORTEST) {
      this.#animation = atMost(((frames - this.#frames) * 1000) / (now - this.#at), MOST_FRAMES)
      this.#frames = frames
      this.#at = now
    }
    const { frames: _, ...counts } = this.#told?.counts ?? { frames: 0 }
    const kinds = Object.values(counts).map((count) => Math.min(count, 3))
    const drawing = this.#animation < 5 ? 0 : this.#animation < 24 ? 1 : 2
    return [...kinds, drawing, this.#pointerLock, this.#fullscreen].join()
  }

  /** @param isOdd there is something about the document for which all that may be replaced is worth asking for */
  writeTo({ acts }: Draft, isOdd: boolean): void {
    const told = this.#hear.ask(isOdd ? 'ask-all' : 'ask-more')
    if (told !== undefined) {
      const { frames: _, ...counts } = told.counts
      for (const [name, count] of Object.entries(counts)) acts[name as keyof typeof counts] = atMost(count)
      acts.replaced = told.replaced.slice(0, 30).map((name) => name.slice(0, 60))
      acts.globals = told.globals.slice(0, 60).map((name) => name.slice(0, 60))
    }
    acts.animation = this.#animation
    acts.pointerLock = this.#pointerLock
    acts.fullscreen = this.#fullscreen
  }
}
