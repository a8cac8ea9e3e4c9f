/**
 * Reads that a page cannot stand in the way of. A form shows the controls within it in place of its own properties, and a
 * document its named pictures, frames and forms, in every world (HTML, LegacyOverrideBuiltIns): `<input name=outerHTML>`
 * in a form, or `<img name=readyState>`, would otherwise end a look. The prototypes of this world are no page's to change.
 */
export type Root = Document | ShadowRoot

/** A property as a document has it, whatever stands on the document itself. */
export const ofDocument = <K extends keyof Document>(document: Document, name: K): Document[K] =>
  Reflect.get(Document.prototype, name, document)
export const ofNode = <K extends keyof Node>(node: Node, name: K): Node[K] =>
  Reflect.get(Node.prototype, name, node)
export const ofElement = <K extends keyof Element>(element: Element, name: K): Element[K] =>
  Reflect.get(Element.prototype, name, element)

export const attribute = (element: Element, name: string): string | null =>
  Element.prototype.getAttribute.call(element, name)

/** Elements of one name, or all: a document's own collections are kept by the browser; a shadow root has none. */
export const named = (root: Root, name: string): ArrayLike<Element> =>
  root instanceof ShadowRoot
    ? root.querySelectorAll(name)
    : Document.prototype.getElementsByTagName.call(root, name)

const XHTML = 'http://www.w3.org/1999/xhtml'

/** What shows something: an `x:canvas` is a canvas, whatever stands before the colon. In a shadow root each is picked so. */
export const shows = (root: Root, name: string): ArrayLike<Element> =>
  root instanceof ShadowRoot
    ? root.querySelectorAll(name)
    : Document.prototype.getElementsByTagNameNS.call(root, XHTML, name)
/** What a selector picks. */
export const picked = (root: Root, selector: string): NodeListOf<Element> =>
  root instanceof ShadowRoot
    ? root.querySelectorAll(selector)
    : Document.prototype.querySelectorAll.call(root, selector)
/** The first that it picks in a document. */
export const first = (document: Document, selector: string): Element | null =>
  Document.prototype.querySelector.call(document, selector)
/** A listener that hangs on the document itself. */
export const listen = (document: Document, type: string, hear: () => void): void =>
  EventTarget.prototype.addEventListener.call(document, type, hear)
export const isLoading = (): boolean => ofDocument(document, 'readyState') === 'loading'
export const isHidden = (): boolean => ofDocument(document, 'visibilityState') === 'hidden'
