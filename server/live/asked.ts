/** Who looks at the requests of a lesson hears when they are others: those who watch it on the console. */
export class Asked {
  readonly #listeners = new Map<string, Set<() => void>>()

  /** Hears of one lesson. @returns how to stop it */
  on(lesson: string, listener: () => void): () => void {
    const theirs = this.#listeners.get(lesson) ?? new Set()
    this.#listeners.set(lesson, theirs.add(listener))
    return () => {
      theirs.delete(listener)
      if (theirs.size === 0 && this.#listeners.get(lesson) === theirs) this.#listeners.delete(lesson)
    }
  }

  /** A request of this lesson came, or was decided. */
  changed(lesson: string): void {
    for (const listener of this.#listeners.get(lesson) ?? []) listener()
  }
}
