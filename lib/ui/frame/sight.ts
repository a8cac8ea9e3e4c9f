/**
 * Whether an element is in full sight: nothing covers it, it is not see-through, and it has been so for long enough that
 * a press was meant. What only looks like a press on a page's own picture of a prize does not count.
 */

/** In full sight for this long before a press counts. Milliseconds. */
const SEEN_FOR = 500

/** Chromium says whether anything covers an element; the types do not know it yet. */
interface Options extends IntersectionObserverInit {
  readonly trackVisibility: true
  readonly delay: number
}
interface Entry extends IntersectionObserverEntry {
  readonly isVisible?: boolean
}

export class Sight {
  readonly #observer: IntersectionObserver
  /** Since when it has been in full sight. */
  #since: number | undefined

  /**
   * @param lost hears that it is in full sight no more
   * @param covers whether to ask what covers it
   */
  constructor(element: Element, lost: () => void = () => {}, covers = true) {
    const options: Options = { threshold: 1, trackVisibility: true, delay: 100 }
    this.#observer = new IntersectionObserver((entries) => {
      const last: Entry | undefined = entries.at(-1)
      const isSeen = (covers ? last?.isVisible : last?.isIntersecting) === true
      this.#since = isSeen ? (this.#since ?? performance.now()) : undefined
      if (!isSeen) lost()
    }, options)
    this.#observer.observe(element)
  }

  get isLong(): boolean {
    return this.#since !== undefined && performance.now() - this.#since >= SEEN_FOR
  }

  stop(): void {
    this.#observer.disconnect()
  }
}
