/** Work for a name, at once and then at most once a second: what is asked for meanwhile is done at the end of it. */
const SECOND = 1_000

export class OnceASecond {
  readonly #work: (name: string) => void
  /** Names whose second is not over, with whether they were asked for again. */
  readonly #busy = new Map<string, boolean>()

  constructor(work: (name: string) => void) {
    this.#work = work
  }

  ask(name: string): void {
    if (this.#busy.has(name)) return void this.#busy.set(name, true)
    this.#busy.set(name, false)
    this.#work(name)
    setTimeout(() => {
      const isAsked = this.#busy.get(name) === true
      this.#busy.delete(name)
      if (isAsked) this.ask(name)
    }, SECOND)
  }
}
