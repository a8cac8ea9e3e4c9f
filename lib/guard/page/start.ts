/**
 * The part of the guard that is in every document from its start: it waits until there is something to look at, and asks the
 * worker for the rest (`watch.ts`), which is brought where nobody has chosen what holds. Small, because every frame has it.
 *
 * A page that opens its document anew loses every listener at it; timers and observers stay.
 */
import { isBare } from './bare.ts'
import { isHidden, isLoading, listen } from './dom.ts'
import type { ShadowRootOf } from './roots.ts'
import { isControlled } from './stores.ts'

export interface StartParts {
  readonly isTop: boolean
  readonly shadowRootOf: ShadowRootOf
  readonly isOver: () => boolean
  /** Whether the rest is there, or nobody wants it. Rejects when nobody answers. */
  readonly bring: () => Promise<boolean>
}

/** A document that is still being sent is not waited for any longer. Milliseconds. */
const UNFINISHED = 800
/** After it stands: what its scripts add at once is there, and no one has read it yet. */
const STOOD = 200
/** A frame that is written to goes on being written for a moment. */
const SETTLE = 350
/** A frame with nothing in it is asked again whether that is so still. */
const LATER_ON = 15_000
/** Nobody answered, or nobody sees the page: tried again after this, and each time twice as long. */
const AGAIN = 500

export class Start {
  readonly #parts: StartParts
  #changes: MutationObserver | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #due = Infinity
  #again = AGAIN
  #isAsking = false
  /** Since it was asked last. */
  #hasMoved = false
  /** The answer was that nobody wants a look at this address. */
  #isUnwanted = false

  constructor(parts: StartParts) {
    this.#parts = parts
    // Pages are full of frames with nothing in them: those are heard when they change, and else cost a timer.
    if (!parts.isTop && !isLoading() && isBare(document)) this.#waitInFrame()
    else this.#waitToStand()
  }

  #waitToStand(): void {
    listen(document, 'DOMContentLoaded', () => this.#plan(STOOD))
    // What its own worker serves may be read in a moment: nothing is waited for.
    if (isControlled()) this.#plan(0)
    else this.#plan(this.#parts.isTop || isLoading() ? UNFINISHED : STOOD)
  }

  #waitInFrame(): void {
    this.#changes ??= new MutationObserver(() => {
      this.#changes?.disconnect()
      this.#plan(SETTLE)
    })
    this.#changes.observe(document, { childList: true, subtree: true, characterData: true })
    this.#plan(LATER_ON)
  }

  #plan(wait: number): void {
    const due = performance.now() + wait
    if (this.#isAsking || due >= this.#due) return
    clearTimeout(this.#timer)
    this.#due = due
    this.#timer = setTimeout(() => this.#tick(), wait)
  }

  #tick(): void {
    this.#due = Infinity
    const { isTop, isOver, shadowRootOf, bring } = this.#parts
    if (!isTop && isBare(document, shadowRootOf)) return this.#waitInFrame()
    if (isHidden() && !isLoading() && !isControlled()) return this.#whenSeen()
    if (isOver()) return
    this.#changes?.disconnect()
    this.#isAsking = true
    const { navigation } = window as { navigation?: EventTarget }
    navigation?.addEventListener('currententrychange', this.#moved)
    this.#hasMoved = false
    bring().then(
      (isThere) => (isThere ? undefined : this.#isChosen()),
      () => {
        this.#isAsking = false
        this.#later()
      },
    )
  }

  /** What somebody has chosen for this address may not hold for another one that the page shows without a load. */
  #isChosen(): void {
    this.#isUnwanted = true
    if (this.#hasMoved) this.#moved()
  }

  /** One function for all listenings: the browser keeps it once. */
  readonly #moved = (): void => {
    this.#hasMoved = true
    if (!this.#isUnwanted) return
    this.#isUnwanted = this.#isAsking = false
    this.#plan(STOOD)
  }

  readonly #seen = (): void => this.#plan(STOOD)

  /** Nobody sees it: it is looked at when somebody does. */
  #whenSeen(): void {
    this.#later()
    // Not asked of the document by name: an element of the page may be called as the method is.
    listen(document, 'visibilitychange', this.#seen)
  }

  #later(): void {
    this.#again = Math.min(LATER_ON, this.#again * 2)
    this.#plan(this.#again)
  }
}
