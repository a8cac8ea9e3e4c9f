/**
 * Reads that a page cannot stand in the way of. A form shows the controls within it in place of its own properties, and a
 * document its named pictures, frames and forms, in every world (HTML, LegacyOverrideBuiltIns): `<input name=getAttribute>`
 * in a form, or `<img name=body>`, would otherwise end a look. The prototypes of this world are no page's to change.
 */
type Getter = (this: object) => unknown
/** By the prototype a node has, which is one of few. */
const getters = new Map<string, Map<object, Getter>>()

function getterOf(node: object, name: string): Getter | undefined {
  const prototype = Object.getPrototypeOf(node) as object
  let known = getters.get(name)
  if (known === undefined) getters.set(name, (known = new Map<object, Getter>()))
  const kept = known.get(prototype)
  if (kept !== undefined) return kept
  for (let at: object | null = prototype; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const getter = Object.getOwnPropertyDescriptor(at, name)?.get
    if (getter === undefined) continue
    known.set(prototype, getter)
    return getter
  }
  return undefined
}

/** A property as the node's kind has it, whatever stands on the node itself. */
function read<T extends object, K extends keyof T & string>(node: T, name: K): T[K] {
  const getter = getterOf(node, name)
  return getter === undefined ? node[name] : (Reflect.apply(getter, node, []) as T[K])
}

export const attribute = (element: Element, name: string): string | null =>
  Reflect.apply(Element.prototype.getAttribute, element, [name]) as string | null
export const attributeNames = (element: Element): string[] =>
  Reflect.apply(Element.prototype.getAttributeNames, element, []) as string[]
export const hasAttribute = (element: Element, name: string): boolean =>
  Reflect.apply(Element.prototype.hasAttribute, element, [name]) as boolean

export const localName = (element: Element): string => read(element, 'localName')
export const namespaceOf = (element: Element): string | null => read(element, 'namespaceURI')
export const parentOf = (node: Node): HTMLElement | null => read(node, 'parentElement')
export const firstOf = (node: Node): ChildNode | null => read(node, 'firstChild')
export const lastOf = (node: Node): ChildNode | null => read(node, 'lastChild')
export const textOf = (node: Node): string => read(node, 'textContent') ?? ''

export const rootElement = (document: Document): HTMLElement | null =>
  read(document, 'documentElement') as HTMLElement | null
export const bodyOf = (document: Document): HTMLElement | null => read(document, 'body') as HTMLElement | null
export const headOf = (document: Document): HTMLElement | null => read(document, 'head') as HTMLElement | null

/** Elements of one name in a document: the browser's own collection, kept by it. */
export const byName = (document: Document, name: string): HTMLCollectionOf<Element> =>
  Reflect.apply(Document.prototype.getElementsByTagName, document, [name]) as HTMLCollectionOf<Element>
/** What a selector picks in a document. */
export const picked = (document: Document, selector: string): NodeListOf<Element> =>
  Reflect.apply(Document.prototype.querySelectorAll, document, [selector]) as NodeListOf<Element>
export const walkerOf = (document: Document, root: Node, shows: number): TreeWalker =>
  Reflect.apply(Document.prototype.createTreeWalker, document, [root, shows]) as TreeWalker
