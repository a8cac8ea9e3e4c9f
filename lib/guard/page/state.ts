/** What the page's scripts have asked the browser for, as a look tells it. */
import { atMost, type Draft } from './draft.ts'
import type { HearActs } from './hear-acts.ts'

export class ActsSoFar {
  readonly #hear: HearActs
  #pointerLock = 0
  #fullscreen = 0

  constructor(hear: HearActs) {
    this.#hear = hear
  }

  locked = (): void => void (this.#pointerLock += 1)
  filled = (): void => void (this.#fullscreen += 1)

  /** @param isOdd there is something about the document for which all that may be replaced is worth asking for */
  writeTo({ acts }: Draft, isOdd: boolean): void {
    const told = this.#hear.ask(isOdd ? 'ask-all' : 'ask')
    if (told !== undefined) {
      for (const [name, count] of Object.entries(told.counts))
        acts[name as keyof typeof told.counts] = atMost(count)
      acts.replaced = [...new Set(told.replaced)].slice(0, 30).map((name) => name.slice(0, 60))
      // A world beside the page's has the browser's own names, and none of the page's.
      const named = told.globals.filter((name) => !Object.hasOwn(globalThis, name))
      acts.globals = named.slice(0, 60).map((name) => name.slice(0, 60))
    }
    acts.pointerLock = this.#pointerLock
    acts.fullscreen = this.#fullscreen
  }
}
