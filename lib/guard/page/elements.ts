/** How a document is built: elements that name themselves, attributes that no hand writes, what hides in shadow roots. */
import { attribute, attributeNames, firstOf, hasAttribute, localName } from './dom.ts'
import { add, clip, type Draft } from './draft.ts'
import {
  first,
  HOST_NAMES,
  isHostName,
  MOST_ROOTS,
  named,
  pickedIn,
  type Root,
  type ShadowRootOf,
} from './roots.ts'

/** Whose attributes say where something comes from: a rewriter leaves its own beside them. */
const ADDRESSED = ['a', 'link', 'script', 'form'] as const
const ADDRESS: Readonly<Record<(typeof ADDRESSED)[number], string>> = {
  a: 'href',
  link: 'href',
  script: 'src',
  form: 'action',
}
const STANDARD = new Set(['accept-charset', 'http-equiv'])

/** Elements whose attributes are read. */
const MOST_WITH_ATTRIBUTES = 150
/** Shadow roots that are found; most of them are not looked into further. */
const MOST_FOUND = 400
/** Of these any may be a host. */
const NEAR_TOP = 60
/** The browser picks elements much faster than a script walks, but all at once: not from more than these. */
const MOST_PICKED_FROM = 4_000
const PLUGINS = 'embed,object'
const EMPTY = HOST_NAMES.split(',')
  .map((name) => `${name}:empty`)
  .join()

/** Finds the shadow roots of a document, and in those, and reads the names of elements and attributes on the way. */
export function* readElements(
  draft: Draft,
  document: Document,
  { most, shadowRootOf }: { most: number; shadowRootOf: ShadowRootOf },
): Generator<void, Root[]> {
  const found: ShadowRoot[] = []
  const attributes = new Set<string>()
  const ask = (element: Element): void => {
    const inner = element instanceof HTMLElement ? shadowRootOf(element) : null
    // Those with nothing in them show nothing, however many there are.
    if (inner === null || inner.firstElementChild === null || found.length >= MOST_FOUND) return
    if (!found.includes(inner)) found.push(inner)
  }
  for (let r = -1; r < found.length; r += 1) {
    const root = found[r] ?? document
    const all = named(root, '*')
    draft.nodes = Math.min(1_000_000, draft.nodes + all.length)
    for (let i = 0; i < MOST_WITH_ATTRIBUTES; i += 1) {
      const element = all[i]
      if (element === undefined) break
      for (const name of attributeNames(element)) attributes.add(name)
    }
    yield
    for (let i = 0; i < most; i += 1) {
      const element = all[i]
      if (element === undefined) break
      const name = localName(element)
      const isNamed = name.includes('-')
      if (isNamed) add(draft.customElements, name.slice(0, 60), 30)
      if (isNamed || (i < NEAR_TOP && isHostName(name))) ask(element)
      if (i % 200 === 199) yield
    }
    // Where there are many, what is empty near the top has been asked.
    if (all.length <= MOST_PICKED_FROM) [...pickedIn(root, EMPTY)].slice(0, most).forEach(ask)
    for (const plugin of [...pickedIn(root, PLUGINS)].slice(0, 10))
      add(draft.customElements, `${localName(plugin)} ${typeOf(plugin)}`.trim(), 30)
    yield
  }
  for (const name of attributes)
    if (isOdd(name) && !STANDARD.has(name)) add(draft.oddAttributes, name.slice(0, 80), 40)
  return [document, ...mostTelling(found)]
}

/** More than are looked into: those in which something is drawn, framed or asked for, then the fullest. */
function mostTelling(found: readonly ShadowRoot[]): readonly ShadowRoot[] {
  if (found.length <= MOST_ROOTS) return found
  const weigh = (root: ShadowRoot): number =>
    root.querySelectorAll('canvas,video,iframe,embed,object,input').length * 1_000 +
    root.querySelectorAll('*').length
  return found
    .map((root) => ({ root, weight: weigh(root) }))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, MOST_ROOTS)
    .map(({ root }) => root)
}

const typeOf = (element: Element): string => (attribute(element, 'type') ?? '').slice(0, 40)

const isOdd = (name: string): boolean =>
  (/[-_$.:]/.test(name) &&
    !/^(?:aria|data)-[a-z-]{1,12}$/.test(name) &&
    !/^(?:xml|xmlns|xlink):/.test(name)) ||
  /(?:src|href|action|integrity|nonce)$/.test(name.replace(/^(?:src|href|action|integrity|nonce)$/, ''))

/** How many links, scripts, styles and forms carry a second address; and how much script stands in the document. */
export function readDoubled(draft: Draft, root: Root): void {
  for (const name of ADDRESSED)
    for (const element of first(root, name, 40)) {
      if (name === 'script') draft.inlineScript += (firstOf(element)?.nodeValue?.length ?? 0) / 1000
      if (!hasAttribute(element, ADDRESS[name])) continue
      draft.doubled.seen += 1
      const other = attributeNames(element).find(
        (key) => key !== ADDRESS[name] && isAddress(attribute(element, key) ?? ''),
      )
      if (other === undefined) continue
      draft.doubled.count += 1
      add(draft.doubled.names, clip(other, 60), 10)
      add(draft.oddAttributes, other.slice(0, 80), 40)
    }
}

const isAddress = (text: string): boolean =>
  text.length > 3 && !text.includes(' ') && (/^https?:/i.test(text) || /^[^<>;{}]*\/[^<>;{}]+$/.test(text))
