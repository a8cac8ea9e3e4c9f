/**
 * How much of the view each canvas, film and frame takes. The browser tells it with the next picture it draws: to ask
 * for a box would have it lay out the page at once.
 */
const MOST = 40

export class Boxes {
  readonly #shares = new WeakMap<Element, number>()
  readonly #watched = new Set<Element>()
  readonly #observer: IntersectionObserver

  /** @param grew hears that something large was seen for the first time */
  constructor(document: Document, grew: () => void) {
    this.#observer = new IntersectionObserver(
      (entries) => {
        let isNews = false
        for (const { target, boundingClientRect: box, rootBounds: view } of entries) {
          const all = (view?.width ?? 0) * (view?.height ?? 0)
          const share = all === 0 ? 0 : Math.min(1, (box.width * box.height) / all)
          isNews ||= share >= 0.2 && (this.#shares.get(target) ?? 0) < 0.2
          this.#shares.set(target, Math.round(share * 100) / 100)
        }
        if (isNews) grew()
      },
      { root: document, threshold: [0, 0.2, 0.5, 0.9] },
    )
  }

  /** 0 until it is known. */
  share(element: Element): number {
    if (!this.#watched.has(element) && this.#watched.size < MOST) {
      this.#watched.add(element)
      this.#observer.observe(element)
    }
    return this.#shares.get(element) ?? 0
  }

  /** Asks for all of them anew: what grows while all of it is in view is not told by itself. */
  refresh(): void {
    for (const element of this.#watched) {
      this.#observer.unobserve(element)
      if (element.isConnected) this.#observer.observe(element)
      else this.#watched.delete(element)
    }
  }

  stop(): void {
    this.#observer.disconnect()
  }
}
