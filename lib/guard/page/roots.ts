/** A document and the shadow roots in it, closed ones too; and how elements are found in each without a style or a box. */
import { byName, picked } from './dom.ts'

export type Root = Document | ShadowRoot
export type ShadowRootOf = (element: HTMLElement) => ShadowRoot | null

/** Elements of one name. A document's own collections are kept by the browser; a shadow root has none. */
export const named = (root: Root, name: string): HTMLCollectionOf<Element> | NodeListOf<Element> =>
  root instanceof ShadowRoot ? root.querySelectorAll(name) : byName(root, name)

/** What a selector picks in it. */
export const pickedIn = (root: Root, selector: string): NodeListOf<Element> =>
  root instanceof ShadowRoot ? root.querySelectorAll(selector) : picked(root, selector)

/** The first of them. */
export function* first(root: Root, name: string, most: number): Generator<Element> {
  const found = named(root, name)
  for (let i = 0; i < most; i += 1) {
    const element = found[i]
    if (element === undefined) return
    yield element
  }
}

/** Beyond these a page has shown what it is. */
export const MOST_ROOTS = 40
/** Elements that can be hosts, beside those with a hyphen in their names; as a selector has them. */
export const HOST_NAMES =
  'article,aside,blockquote,body,div,footer,h1,h2,h3,h4,h5,h6,header,main,nav,p,section,span'
const HOSTS = new Set(HOST_NAMES.split(','))
export const isHostName = (name: string): boolean => HOSTS.has(name)
