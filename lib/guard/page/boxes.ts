/**
 * How much of the view each canvas, film and frame takes. The browser tells it with the next picture it draws: to ask
 * for a box would have it lay out the page at once.
 */

/** More than a page has for itself. Small ones make room again, so that a crowd of them hides nothing. */
const MOST = 300
const SMALL = 0.02
const LARGE = 0.2

export class Boxes {
  readonly #shares = new WeakMap<Element, number>()
  readonly #watched = new Set<Element>()
  /** Those whose share was told: only of these another one is news. */
  readonly #told = new WeakSet<Element>()
  readonly #grew: () => void
  #observer: IntersectionObserver | undefined

  /** @param grew hears that something large was seen for the first time */
  constructor(grew: () => void) {
    this.#grew = grew
  }

  /** Its share is wanted in a moment. */
  meet(element: Element): void {
    const isKnown = this.#shares.has(element) || this.#watched.has(element)
    if (!isKnown && this.#watched.size < MOST) this.#watch(element)
  }

  /** 0 until it is known. */
  share(element: Element): number {
    this.meet(element)
    this.#told.add(element)
    return this.#shares.get(element) ?? 0
  }

  /** Asks for all of them anew: what grows while all of it is in view is not told by itself. */
  refresh(): void {
    for (const element of this.#watched) {
      this.#observer?.unobserve(element)
      if (element.isConnected) this.#observer?.observe(element)
      else this.#watched.delete(element)
    }
  }

  stop(): void {
    this.#observer?.disconnect()
  }

  #watch(element: Element): void {
    this.#observer ??= new IntersectionObserver((entries) => this.#hear(entries), {
      root: document,
      threshold: [0, LARGE, 0.5, 0.9],
    })
    this.#watched.add(element)
    this.#observer.observe(element)
  }

  #hear(entries: readonly IntersectionObserverEntry[]): void {
    let isNews = false
    for (const { target, boundingClientRect: box, rootBounds: view } of entries) {
      const all = (view?.width ?? 0) * (view?.height ?? 0)
      const share = all === 0 ? 0 : Math.round(Math.min(1, (box.width * box.height) / all) * 100) / 100
      const before = this.#shares.get(target) ?? 0
      isNews ||= share >= LARGE && before < LARGE && this.#told.has(target)
      this.#shares.set(target, share)
      if (share < SMALL && this.#watched.size === MOST) this.#leave(target)
    }
    if (isNews) this.#grew()
  }

  /** What is small in a crowd may grow: it is asked for again when it is met again. */
  #leave(element: Element): void {
    this.#observer?.unobserve(element)
    this.#watched.delete(element)
    this.#shares.delete(element)
  }
}
