/** How a document is built: elements that name themselves, attributes that no hand writes, what hides in shadow roots. */
import { add, clip, type Draft } from './draft.ts'
import { first, mayBeHost, MOST_ROOTS, named, type Root, type ShadowRootOf } from './roots.ts'

/** Whose attributes say where something comes from: a rewriter leaves its own beside them. */
const ADDRESSED = ['a', 'link', 'script', 'form'] as const
const ADDRESS: Readonly<Record<(typeof ADDRESSED)[number], string>> = {
  a: 'href',
  link: 'href',
  script: 'src',
  form: 'action',
}
const STANDARD = new Set(['accept-charset', 'http-equiv'])

/** Finds the shadow roots of a document, and in those, and reads the names of elements and attributes on the way. */
export function* readElements(
  draft: Draft,
  document: Document,
  { most, shadowRootOf }: { most: number; shadowRootOf: ShadowRootOf },
): Generator<void, Root[]> {
  const roots: Root[] = [document]
  draft.nodes = Math.min(1_000_000, document.getElementsByTagName('*').length)
  for (let r = 0; r < roots.length; r += 1) {
    const all = named(roots[r] as Root, '*')
    for (let i = 0; i < most; i += 1) {
      const element = all[i]
      if (element === undefined) break
      readElement(draft, element, i)
      const inner = mayBeHost(element, i) ? shadowRootOf(element) : null
      if (inner !== null && roots.length < MOST_ROOTS) roots.push(inner)
      if (i % 150 === 149) yield
    }
    if (roots[r] instanceof ShadowRoot) draft.nodes = Math.min(1_000_000, draft.nodes + all.length)
  }
  return roots
}

function readElement(draft: Draft, element: Element, index: number): void {
  const name = element.localName
  if (name.includes('-')) add(draft.customElements, name.slice(0, 60), 30)
  if (name === 'embed' || name === 'object')
    add(draft.customElements, `${name} ${typeOf(element)}`.trim(), 30)
  if (element.hasAttribute('contenteditable')) draft.inputs.editors += 1
  if (index < 300 && element.namespaceURI !== 'http://www.w3.org/2000/svg') readAttributes(draft, element)
}

const typeOf = (element: Element): string => (element.getAttribute('type') ?? '').slice(0, 40)

function readAttributes(draft: Draft, element: Element): void {
  for (const name of element.getAttributeNames())
    if (isOdd(name) && !STANDARD.has(name)) add(draft.oddAttributes, name.slice(0, 80), 40)
}

const isOdd = (name: string): boolean =>
  (/[-_$.:]/.test(name) &&
    !/^(?:aria|data)-[a-z-]{1,12}$/.test(name) &&
    !/^(?:xml|xmlns|xlink):/.test(name)) ||
  /(?:src|href|action|integrity|nonce)$/.test(name.replace(/^(?:src|href|action|integrity|nonce)$/, ''))

/** How many links, scripts, styles and forms carry a second address; and how much script stands in the document. */
export function readDoubled(draft: Draft, root: Root): void {
  for (const name of ADDRESSED)
    for (const element of first(root, name, 40)) {
      if (name === 'script') draft.inlineScript += (element.firstChild?.nodeValue?.length ?? 0) / 1000
      if (!element.hasAttribute(ADDRESS[name])) continue
      draft.doubled.seen += 1
      const other = element
        .getAttributeNames()
        .find((key) => key !== ADDRESS[name] && isAddress(element.getAttribute(key) ?? ''))
      if (other === undefined) continue
      draft.doubled.count += 1
      add(draft.doubled.names, clip(other, 60), 10)
      add(draft.oddAttributes, other.slice(0, 80), 40)
    }
}

const isAddress = (text: string): boolean =>
  text.length > 3 && !text.includes(' ') && (/^https?:/i.test(text) || /^[^<>;{}]*\/[^<>;{}]+$/.test(text))
