/**
 * Shadow roots that the pupil came into. What happens in one does not all come out to the window: no submit does, no step
 * from one of its fields to the next, and of a closed one not what was pressed.
 */
const INSIDE: readonly string[] = ['focusin', 'submit', 'click']

export class Roots {
  readonly #known = new WeakSet<Node>()
  readonly #hear: (event: Event) => void
  readonly #watch: (root: ShadowRoot) => void

  /** @param watch is told of each root once */
  constructor(hear: (event: Event) => void, watch: (root: ShadowRoot) => void) {
    this.#hear = hear
    this.#watch = watch
  }

  /** Those around something that the pupil came to. */
  enter(at: Node): void {
    for (let root = at.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode()) {
      if (this.#known.has(root)) continue
      this.#known.add(root)
      this.#watch(root)
      for (const type of INSIDE) root.addEventListener(type, this.#hear, true)
    }
  }
}
