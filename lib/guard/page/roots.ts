/** Shadow roots of a document, closed ones too, and of those in them. */
import { named, ofElement, picked, type Root } from './dom.ts'

export type ShadowRootOf = (element: HTMLElement) => ShadowRoot | null

/** Beyond these a page has shown what it is. */
export const MOST_ROOTS = 40
/** That are found; most of them are not looked into further. */
const MOST_FOUND = 400
/** Elements that can be hosts, beside those with a hyphen in their names. */
const HOSTS = 'article,aside,blockquote,body,div,footer,h1,h2,h3,h4,h5,h6,header,main,nav,p,section,span'
/** Any of them may be a host among so many; of the others those that are empty, or have a name of their own. */
const MOST_ASKED = 700
const EMPTY = HOSTS.replaceAll(/\w+/g, '$&:empty')
/** The browser picks elements much faster than a script walks, but all at once: not from more than these. */
const MOST_PICKED_FROM = 20_000

export function shadowRootsIn(document: Document, shadowRootOf: ShadowRootOf): readonly ShadowRoot[] {
  const found = new Set<ShadowRoot>()
  const ask = (element: Element): void => {
    const inner = element instanceof HTMLElement ? shadowRootOf(element) : null
    // Those with nothing in them show nothing, however many there are.
    if (inner !== null && inner.firstChild !== null && found.size < MOST_FOUND) found.add(inner)
  }
  const askIn = (root: Root): void => {
    const all = named(root, '*')
    const isLarge = all.length > MOST_PICKED_FROM
    for (let i = 0; i < all.length && i < (isLarge ? MOST_ASKED : MOST_PICKED_FROM); i += 1) {
      const element = all[i] as Element
      if (i < MOST_ASKED || ofElement(element, 'localName').includes('-')) ask(element)
    }
    if (!isLarge && all.length > MOST_ASKED) for (const element of picked(root, EMPTY)) ask(element)
  }
  askIn(document)
  // Those that are found on the way are gone through too.
  for (const root of found) askIn(root)
  return mostTelling([...found])
}

/** More than are looked into: those in which something is drawn, framed or asked for, then the fullest. */
function mostTelling(found: readonly ShadowRoot[]): readonly ShadowRoot[] {
  if (found.length <= MOST_ROOTS) return found
  const weigh = (root: ShadowRoot): number =>
    root.querySelectorAll('canvas,video,iframe,embed,object,input').length * 1_000 +
    root.querySelectorAll('*').length
  return found
    .map((root) => ({ root, weight: weigh(root) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_ROOTS)
    .map(({ root }) => root)
}
