/** Fields of a page as pieces of text: only such as the pupil was in, or the browser filled in, and no secret ones. */
import { hintOf, type Piece } from '../../personal/piece.ts'
import { isSearch } from './search.ts'
import type { Secrecy } from './secrecy.ts'

/** Looks into shadow roots; the page's closed ones too. */
export type ShadowRootOf = (element: HTMLElement) => ShadowRoot | null

const WRITTEN = new Set([
  'text',
  'search',
  'tel',
  'email',
  'url',
  'number',
  'date',
  'datetime-local',
  'month',
])
/** Longer texts are looked at from both ends. */
const MOST = 20_000

export const isWritten = (element: Element): boolean =>
  (element.localName === 'input' && WRITTEN.has((element as HTMLInputElement).type)) ||
  element.localName === 'textarea'

/** The element that somebody writes in: a field, or the outermost element of a text that can be edited. */
export function editableOf(element: Element | null): HTMLElement | null {
  if (!(element instanceof HTMLElement)) return null
  if (isWritten(element)) return element
  if (!element.isContentEditable) return null
  let host = element
  while (host.parentElement?.isContentEditable === true) host = host.parentElement
  return host
}

/** Where the focus really is, through shadow roots. */
export const focused = (document: Document, shadowRootOf: ShadowRootOf): Element | null =>
  inward(document.activeElement, shadowRootOf)

/** From an element that has the focus to the one in it that has it. */
export function inward<T>(from: T, shadowRootOf: ShadowRootOf): T | Element {
  let at: T | Element = from
  while (at instanceof HTMLElement) {
    const inside: Element | null | undefined = shadowRootOf(at)?.activeElement
    if (!inside) break
    at = inside
  }
  return at
}

const said = (field: HTMLElement): string => {
  const label = (field as Partial<HTMLInputElement>).labels?.[0]?.textContent?.slice(0, 80) ?? ''
  const names = ['name', 'id', 'autocomplete', 'aria-label', 'placeholder'].map((name) =>
    field.getAttribute(name),
  )
  return [...names, label].join(' ')
}

/** @returns null for what is empty, secret or no text */
export function pieceOf(field: HTMLElement, secrets: Secrecy): Piece | null {
  if (secrets.has(field)) return null
  if (field.localName === 'select') return chosenIn(field as HTMLSelectElement)
  const isField = isWritten(field)
  const text = isField ? (field as HTMLInputElement).value : textIn(field)
  if (text.trim() === '') return null
  const names = said(field)
  const looksUp = isSearch(field, names)
  return {
    text: shortened(text),
    hint: isField ? hintOf(names) : undefined,
    isPost: !looksUp && isPost(field),
    isChat: field.localName !== 'input',
    isSearch: looksUp,
  }
}

/** Of choices only the parts of a date of birth count. */
function chosenIn(select: HTMLSelectElement): Piece | null {
  const hint = hintOf(said(select))
  const text = select.selectedOptions[0]?.text ?? ''
  return hint === 'birth' ? { text, hint } : null
}

const shortened = (text: string): string =>
  text.length <= MOST ? text : `${text.slice(0, MOST / 2)}\n${text.slice(-MOST / 2)}`

/** The text as it stands in the document: asking for how it looks would make the browser lay the page out. */
function textIn(editable: HTMLElement): string {
  const walker = document.createTreeWalker(editable, NodeFilter.SHOW_TEXT)
  let text = ''
  let parent: Node | null = null
  while (walker.nextNode()) {
    const node = walker.currentNode as Text
    text += parent === null || parent === node.parentNode ? node.data : `\n${node.data}`
    parent = node.parentNode
  }
  return text
}

/** Not who somebody is, nor what is asked for in an address. */
function isPost(field: HTMLElement): boolean {
  const { form, type } = field as HTMLInputElement
  const isAsked = form instanceof HTMLFormElement && form.getAttribute('method')?.toLowerCase() === 'get'
  return !isAsked && (field.localName !== 'input' || type === 'text')
}

/** The fields that the pupil was in, the latest last. */
export class Touched {
  #all: WeakRef<HTMLElement>[] = []

  add(field: HTMLElement): void {
    this.#all = [...this.#all.filter((one) => one.deref() !== field), new WeakRef(field)].slice(-40)
  }

  get all(): HTMLElement[] {
    return this.#all.flatMap((one) => {
      const field = one.deref()
      return field?.isConnected === true ? [field] : []
    })
  }

  /** A form's own, also where they stand elsewhere, in its order. */
  of(form: HTMLFormElement): HTMLElement[] {
    const known = new Set(this.all)
    // By the prototype: a field that is called “elements” hides the form's own.
    const elements = ELEMENTS?.call(form) as HTMLFormControlsCollection
    const fields = [...elements].filter(
      (field): field is HTMLElement =>
        field instanceof HTMLElement &&
        (field.localName === 'select' ||
          (isWritten(field) && (known.has(field) || field.matches(':autofill')))),
    )
    return [...fields, ...this.all.filter((field) => !isWritten(field) && form.contains(field))]
  }
}

// oxlint-disable-next-line typescript/unbound-method -- it is called on a form
const ELEMENTS = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, 'elements')?.get
