/**
 * Reads that a page cannot stand in the way of. A form shows the controls within it in place of its own properties, and a
 * document its named pictures, frames and forms, in every world (HTML, LegacyOverrideBuiltIns): `<input name=getAttribute>`
 * in a form, or `<img name=body>`, would otherwise end a look. The prototypes of this world are no page's to change.
 */
/** By the prototype a node has, which is one of few. */
const getters = new Map<string, Map<object, PropertyDescriptor>>()

function getterOf(node: object, name: string): PropertyDescriptor | undefined {
  const prototype = Object.getPrototypeOf(node) as object
  let known = getters.get(name)
  if (known === undefined) getters.set(name, (known = new Map<object, PropertyDescriptor>()))
  const kept = known.get(prototype)
  if (kept !== undefined) return kept
  for (let at: object | null = prototype; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const found = Object.getOwnPropertyDescriptor(at, name)
    if (found === undefined || !('get' in found)) continue
    known.set(prototype, found)
    return found
  }
  return undefined
}

/** A property as the node's kind has it, whatever stands on the node itself. */
function read<T extends object, K extends keyof T & string>(node: T, name: K): T[K] {
  const getter = getterOf(node, name)
  return getter === undefined ? node[name] : (getter.get?.call(node) as T[K])
}

export const attribute = (element: Element, name: string): string | null =>
  Element.prototype.getAttribute.call(element, name)
export const attributeNames = (element: Element): string[] =>
  Element.prototype.getAttributeNames.call(element)
export const hasAttribute = (element: Element, name: string): boolean =>
  Element.prototype.hasAttribute.call(element, name)

export const localName = (element: Element): string => read(element, 'localName')
export const firstOf = (node: Node): ChildNode | null => read(node, 'firstChild')
export const lastOf = (node: Node): ChildNode | null => read(node, 'lastChild')

export const rootElement = (document: Document): HTMLElement | null => read(document, 'documentElement')
export const bodyOf = (document: Document): HTMLElement | null => read(document, 'body')
export const headOf = (document: Document): HTMLElement | null => read(document, 'head')

/** Elements of one name in a document: the browser's own collection, kept by it. */
export const byName = (document: Document, name: string): HTMLCollectionOf<Element> =>
  Document.prototype.getElementsByTagName.call(document, name)
/** What a selector picks in a document. */
export const picked = (document: Document, selector: string): NodeListOf<Element> =>
  Document.prototype.querySelectorAll.call(document, selector)
export const walkerOf = (document: Document, root: Node, shows: number): TreeWalker =>
  Document.prototype.createTreeWalker.call(document, root, shows)
