/**
 * The part that has to be there before the page's own scripts: its listeners are the first at the window, and it knows
 * which fields were a password's from their beginning. All else comes when the document has nothing more to do, or is brought when
 * somebody writes before that; from then on it is handed the events. What would leave in between waits for it. Small, because
 * every document waits for this part.
 */
import { Secrets } from './secrets.ts'

/** By these something leaves, or somebody comes to where it will. */
export const LEAVING: readonly string[] =
  'submit click keydown input change drop paste focusin dragenter'.split(' ')
/** All by which a page could learn of a press of the prompt, or undo it. */
const HEARD: readonly string[] = (
  'dblclick auxclick contextmenu mousedown mouseup mousemove mouseover mouseout pointerdown pointerup pointermove ' +
  'pointerover pointerout pointercancel touchstart touchmove touchend touchcancel wheel keypress keyup ' +
  'focusout focus blur beforeinput selectstart dragstart beforetoggle toggle'
).split(' ')
/** Longer than this nothing waits where nobody comes to look at it: it can be sent again then. Milliseconds. */
const PATIENCE_MS = 2_000
/** Where it does not come it is asked for again after this, at the next letter or press: the worker may not have been well. */
const AGAIN_MS = 1_000
/** Fields that are remembered until somebody asks. */
const MOST = 40

/** What would have left before there was anybody to look at it; and the way that its event took, which is gone by then. */
export interface Waiting {
  readonly event: Event
  readonly path: readonly EventTarget[]
}

/** What happened before the rest was there. */
export interface Before {
  /** What the pupil has come to. */
  readonly entered: readonly EventTarget[]
  readonly waiting: Waiting | undefined
}

export class Early {
  readonly secrets = new Secrets()
  readonly #bring: () => void
  #begin: (() => void) | undefined
  #hear: ((event: Event) => void) | undefined
  #entered: EventTarget[] = []
  #hasWritten = false
  #waiting: Waiting | undefined
  #since = Infinity
  #asked = -Infinity

  /** @param bring asks for the rest, once somebody writes, and at most each second: without that it comes by itself, but later */
  constructor(document: Document, bring: () => void) {
    this.#bring = bring
    this.secrets.watch(document)
    this.#listen()
    // A page that opens its document anew loses every listener; its root element is another one then.
    new MutationObserver(() => this.#listen()).observe(document, { childList: true })
  }

  /** The rest is there. @param begin makes it, at the first moment that is its business: now, where there has been one */
  whenNeeded(begin: () => void): void {
    if (this.#hasWritten || this.#entered.length > 0) begin()
    else this.#begin = begin
  }

  handTo(hear: (event: Event) => void): Before {
    this.#hear = hear
    const before = { entered: this.#entered, waiting: this.#waiting }
    this.#entered = []
    this.#waiting = undefined
    return before
  }

  #listen(): void {
    // Wheels and touches are only kept from the page, never stopped: nothing waits for them.
    const how = { capture: true, passive: true }
    for (const type of LEAVING) addEventListener(type, this.#on, true)
    for (const type of HEARD) addEventListener(type, this.#on, how)
  }

  readonly #on = (event: Event): void => {
    // Wheels and touches come by the hundred: whoever hears them already looks at their names.
    if (this.#hear === undefined) {
      if (!LEAVING.includes(event.type)) return
      this.#begin?.()
    }
    const hear = this.#hear
    if (hear) hear(event)
    else this.#unlooked(event)
  }

  #unlooked(event: Event): void {
    const path = event.composedPath()
    if (event.type === 'focusin') this.#entered = [...this.#entered, path[0] ?? document].slice(-MOST)
    else if (event.type === 'input') this.#writes(event)
    else if (this.#hasWritten && mayLeave(event, path)) this.#wait({ event, path })
  }

  #writes({ isTrusted }: Event): void {
    if (!isTrusted) return
    this.#hasWritten = true
    // What is written from here on waits anew: a page could have the waiting over before there is anything to wait for.
    this.#since = Infinity
    this.#ask()
  }

  #ask(): void {
    const now = performance.now()
    if (now - this.#asked < AGAIN_MS) return
    this.#asked = now
    this.#bring()
  }

  /** One thing waits, and while it does nothing else of the kind leaves. */
  #wait(waiting: Waiting): void {
    this.#ask()
    const now = performance.now()
    this.#since = Math.min(this.#since, now)
    // What waited is not done again after the next one went: nobody wants it twice.
    if (now - this.#since > PATIENCE_MS) return void (this.#waiting = undefined)
    waiting.event.preventDefault()
    waiting.event.stopImmediatePropagation()
    this.#waiting ??= waiting
  }
}

/** Anything that may send: what does, the rest knows. */
function mayLeave(event: Event, path: readonly EventTarget[]): boolean {
  if (event.type === 'submit') return true
  if (!event.isTrusted) return false
  const { button, key, shiftKey, isComposing } = event as MouseEvent & KeyboardEvent
  const [at] = path
  if (event.type === 'keydown')
    return key === 'Enter' && !shiftKey && !isComposing && at instanceof HTMLElement && isWrittenIn(at)
  return (
    event.type === 'click' &&
    button === 0 &&
    path.some((one) => one instanceof Element && one.matches(PRESSED))
  )
}

const PRESSED = 'button,input:not([type=checkbox],[type=radio]),a,[role=button]'
const isWrittenIn = (at: HTMLElement): boolean => at.matches('input,textarea') || at.isContentEditable
