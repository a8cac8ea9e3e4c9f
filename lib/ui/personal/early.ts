/**
 * The part that has to be there before the page's own scripts: its listeners are the first at the window, and it knows
 * which fields were a password's from their beginning. All else comes when the document has been read, and is handed the
 * events from then on. Small, because every document waits for it.
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

export class Early {
  readonly secrets = new Secrets()
  #hear: ((event: Event) => void) | undefined
  #entered: WeakRef<EventTarget> | undefined

  constructor(document: Document) {
    this.secrets.watch(document)
    this.#listen()
    // A page that opens its document anew loses every listener; its root element is another one then.
    new MutationObserver(() => this.#listen()).observe(document, { childList: true })
  }

  /** @returns what the pupil has come to already */
  handTo(hear: (event: Event) => void): EventTarget | undefined {
    this.#hear = hear
    return this.#entered?.deref()
  }

  #listen(): void {
    // Wheels and touches are only kept from the page, never stopped: nothing waits for them.
    const how = { capture: true, passive: true }
    for (const type of LEAVING) addEventListener(type, this.#on, true)
    for (const type of HEARD) addEventListener(type, this.#on, how)
  }

  readonly #on = (event: Event): void => {
    if (this.#hear !== undefined) this.#hear(event)
    else if (event.type === 'focusin') this.#entered = new WeakRef(event.composedPath()[0] ?? document)
  }
}
