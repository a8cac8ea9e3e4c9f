/** Moments at which what a pupil wrote is about to leave, each with its fields and the way to do the same again. */
import type { Piece } from '../../personal/piece.ts'
import { controlIn, defaultButton, formOf, isSend, submitsAlone } from './controls.ts'
import { editableOf, focused, pieceOf, type ShadowRootOf, type Touched } from './fields.ts'
import type { Secrecy } from './secrecy.ts'

export interface Leaving {
  readonly pieces: readonly Piece[]
  /** Where the pupil goes on writing. */
  readonly field: HTMLElement | undefined
  /** The same action, once. */
  readonly again: () => void
}

export interface Here {
  readonly document: Document
  readonly touched: Touched
  readonly secrets: Secrecy
  readonly shadowRootOf: ShadowRootOf
}

function leaving(fields: readonly HTMLElement[], here: Here, again: () => void): Leaving | null {
  const written = fields.flatMap((field) => {
    const piece = pieceOf(field, here.secrets)
    return piece === null ? [] : [{ field, piece }]
  })
  if (written.length === 0) return null
  const at = editableOf(focused(here.document, here.shadowRootOf)) ?? written.at(-1)?.field
  return { pieces: written.map(({ piece }) => piece), field: at, again }
}

export function bySubmit(event: SubmitEvent, here: Here): Leaving | null {
  const form = event.target
  if (!(form instanceof HTMLFormElement)) return null
  return leaving(here.touched.of(form), here, () => submitAgain(event))
}

/** By the prototype: fields may be called as the form's own functions. */
function submit(form: HTMLFormElement, submitter: HTMLElement | null): void {
  const isItsOwn = submitter?.isConnected === true && formOf(submitter) === form
  HTMLFormElement.prototype.requestSubmit.call(form, isItsOwn ? submitter : null)
}

type Path = readonly EventTarget[]

export function byClick(event: MouseEvent, here: Here, path: Path = event.composedPath()): Leaving | null {
  const control = event.button === 0 ? controlIn(path) : null
  if (control === null) return null
  const form = formOf(control)
  if (form === null && !isSend(control)) return null
  const fields = form === null ? here.touched.all : here.touched.of(form)
  return leaving(fields, here, () => clickAgain(path[0]))
}

function clickAgain(target: EventTarget | undefined): void {
  if (target instanceof HTMLElement) HTMLElement.prototype.click.call(target)
  // A picture in a button: its click is the button's too.
  else target?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true }))
}

/** A box of this height is a line to send, not a page to write on. Pixels. */
const CHAT_PX = 160
const LINE_PX = 60

/** @param always also in a box that looks like a page to write on */
export function byEnter(event: KeyboardEvent, here: Here, always = false): Leaving | null {
  // While a word is being put together from several keys, Enter is a part of it.
  if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229 || event.shiftKey) return null
  const field = editableOf(focused(here.document, here.shadowRootOf))
  if (field === null || field.getAttribute('aria-expanded') === 'true') return null
  here.touched.add(field)
  // First: a long text is read through only where Enter sends it.
  if (!always && !sendsByEnter(field, event)) return null
  const form = field.localName === 'input' ? (field as HTMLInputElement).form : null
  const fields = form instanceof HTMLFormElement ? here.touched.of(form) : here.touched.all
  return leaving(fields, here, () => enterAgain(field, event))
}

/** What waited until it could be looked at. It is done again also where nothing was written. */
export function late(event: Event, path: Path, here: Here): Leaving {
  const [target] = path
  const plain = (again: () => void): Leaving => ({ pieces: [], field: undefined, again })
  if (event.type === 'submit')
    return bySubmit(event as SubmitEvent, here) ?? plain(() => submitAgain(event as SubmitEvent))
  if (event.type === 'click')
    return byClick(event as MouseEvent, here, path) ?? plain(() => clickAgain(target))
  const again = (): void => {
    if (target instanceof HTMLElement) enterAgain(target, event as KeyboardEvent)
  }
  return byEnter(event as KeyboardEvent, here, true) ?? plain(again)
}

function submitAgain({ target, submitter }: SubmitEvent): void {
  if (target instanceof HTMLFormElement) submit(target, submitter)
}

function sendsByEnter(field: HTMLElement, { ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (field.localName === 'input' || ctrlKey || metaKey) return true
  const form = field.closest('form')
  const most =
    form !== null && defaultButton(form) !== null && field.localName === 'textarea' ? LINE_PX : CHAT_PX
  return field.getBoundingClientRect().height <= most
}

/** The page hears the same key; if it leaves it to the browser, we do what the browser does. */
function enterAgain(field: HTMLElement, { ctrlKey, metaKey, altKey, code }: KeyboardEvent): void {
  const key = { key: 'Enter', code, ctrlKey, metaKey, altKey, keyCode: 13, which: 13 }
  const how = { ...key, bubbles: true, cancelable: true, composed: true }
  field.focus()
  const isLeft = ['keydown', 'keypress'].every((type) => field.dispatchEvent(new KeyboardEvent(type, how)))
  if (isLeft) byBrowser(field)
  field.dispatchEvent(new KeyboardEvent('keyup', how))
}

function byBrowser(field: HTMLElement): void {
  if (field.localName !== 'input') {
    document.execCommand('insertText', false, '\n')
    return
  }
  const { form } = field as HTMLInputElement
  if (!(form instanceof HTMLFormElement)) return
  const button = defaultButton(form)
  if (button === null) {
    // Else the browser would not: what stands in the other fields would leave with nobody having sent it.
    if (submitsAlone(form)) submit(form, null)
  } else HTMLElement.prototype.click.call(button)
}
