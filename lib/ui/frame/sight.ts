/**
 * Whether an element is in full sight: nothing covers it, it is not see-through, and it has been so in its place for long
 * enough that a press was meant: one that a page slides under a pointer has not. What only looks like a press on a page's own picture of a prize does not count.
 */

/** In full sight for this long before a press counts. Milliseconds. */
const SEEN_FOR = 500
/** While it is in sight, so often it is looked where it stands: the browser tells only of what covers it. Milliseconds. */
const LOOKED_EVERY = 100
/** Closer than this it stands where it stood. Pixels. */
const STILL = 1

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
  readonly #element: Element
  /** Since when it has been in full sight where it is. */
  #since: number | undefined
  #place: DOMRect | undefined
  #timer: ReturnType<typeof setInterval> | undefined

  /**
   * @param lost hears that it is in full sight no more
   * @param covers whether to ask what covers it
   */
  constructor(element: Element, lost: () => void = () => {}, covers = true) {
    this.#element = element
    const options: Options = { threshold: 1, trackVisibility: true, delay: 100 }
    this.#observer = new IntersectionObserver((entries) => {
      const last: Entry | undefined = entries.at(-1)
      const isSeen = (covers ? last?.isVisible : last?.isIntersecting) === true
      if (isSeen) this.#seen()
      else {
        this.#unseen()
        lost()
      }
    }, options)
    this.#observer.observe(element)
  }

  get isLong(): boolean {
    if (this.#since !== undefined) this.#look()
    return this.#since !== undefined && performance.now() - this.#since >= SEEN_FOR
  }

  stop(): void {
    this.#observer.disconnect()
    this.#unseen()
  }

  #seen(): void {
    if (this.#since !== undefined) return
    this.#since = performance.now()
    this.#place = this.#element.getBoundingClientRect()
    this.#timer = setInterval(() => this.#look(), LOOKED_EVERY)
  }

  #unseen(): void {
    clearInterval(this.#timer)
    this.#since = undefined
  }

  /** Moved since, it begins anew. Inside a frame that is itself moved, nobody can say so. */
  #look(): void {
    const place = this.#element.getBoundingClientRect()
    if (isStill(place, this.#place)) return
    this.#since = performance.now()
    this.#place = place
  }
}

const isStill = (a: DOMRect, b: DOMRect | undefined): boolean =>
  b !== undefined &&
  Math.abs(a.left - b.left) < STILL &&
  Math.abs(a.top - b.top) < STILL &&
  Math.abs(a.right - b.right) < STILL &&
  Math.abs(a.bottom - b.bottom) < STILL
