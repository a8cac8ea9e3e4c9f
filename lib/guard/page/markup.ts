/**
 * The markup of a document, as the browser writes it: one call for many elements. Of a large document the beginning, parts of
 * its middle and its end. What its scripts and styles say is left out, and values that only say how it looks.
 */
import { attribute, named, ofElement, ofNode } from './dom.ts'

/** Elements that are written at once: what there is no room for is better not written. */
const AT_ONCE = 250
/** Characters of script or style in one element from which what is around it is not written at once. */
const MUCH = 4_000
/** Where it is not written at once: so many parts of each of three regions, and characters by their share of the room. */
const MOST_PARTS = 250
const SHARES = [0.6, 0.2, 0.2]
/** Texts that stand in an element which is too large to be written. */
const MOST_TEXTS = 100
const SILENT = ['script', 'style'] as const
/** How something looks, and pictures that are written into a page: to send them costs a page more than to leave them out. */
const LOOKS = / (?:(?:class|style|srcset|sizes|d|points|transform|viewBox)="[^"]*"|src="data:[^"]*")/g
const LONG = /="[^"]{1500,}"/g

export interface Markup {
  readonly html: string
  readonly isWhole: boolean
  /** Elements that are in it, as the browser counts them; fewer than are where a part was cut. */
  readonly written: number
  /** Characters of script that were left out. */
  readonly scripts: number
}

/** @param most characters. @param isBare whether scripts, styles and long values are left out */
export function markupOf(document: Document, most: number, isBare: boolean): Markup {
  const all = named(document, '*')
  const talkative = isBare ? talkativeIn(document) : { around: new Set<Element>(), scripts: 0 }
  const parts: string[] = []
  let { scripts } = talkative
  let [next, written, isWhole] = [0, 0, true]
  const begins = [0, all.length >> 1, all.length - MOST_PARTS]
  for (const [region, share] of SHARES.entries()) {
    const begin = Math.max(begins[region] ?? 0, next)
    isWhole &&= begin === next || next >= all.length
    next = begin
    let room = most * share
    for (let i = 0; i < MOST_PARTS && room > 0 && next < all.length; i += 1) {
      const element = all[next] as Element
      const inner = Element.prototype.getElementsByTagName.call(element, '*').length
      const isLarge = inner > AT_ONCE || talkative.around.has(element)
      const whole = isLarge ? openingOf(element) : writtenOf(element)
      const bare = isBare && !isLarge ? withoutSilent(whole) : { text: whole, scripts: 0 }
      const plain = isBare ? bare.text.replace(LOOKS, '') : bare.text
      const short = isBare && plain.length > room ? plain.replace(LONG, '=""') : plain
      if (short.length > room) isWhole = false
      else written += isLarge ? 1 : inner + 1
      parts.push(short.slice(0, room))
      scripts += bare.scripts
      room -= short.length
      next += isLarge ? 1 : inner + 1
    }
  }
  return { html: parts.join(''), isWhole: isWhole && next >= all.length, written, scripts }
}

/** Elements that say much which nobody reads, and all around them. */
function talkativeIn(document: Document): { around: ReadonlySet<Element>; scripts: number } {
  const around = new Set<Element>()
  let scripts = 0
  for (const name of SILENT) {
    const all = named(document, name)
    for (let i = 0; i < all.length && i < 500; i += 1) {
      const element = all[i] as Element
      const text = ofNode(element, 'firstChild')
      const length = text instanceof Text ? text.length : 0
      if (length < MUCH) continue
      if (name === 'script') scripts += length
      for (let at: Element | null = element; at !== null && !around.has(at); at = ofNode(at, 'parentElement'))
        around.add(at)
    }
  }
  return { around, scripts }
}

export function writtenOf(element: Element): string {
  try {
    return ofElement(element, 'outerHTML')
  } catch {
    // What a script put into XML may be no XML: this writes it all the same.
    return new XMLSerializer().serializeToString(element)
  }
}

/** Without its end, and with the texts that stand in it itself. */
function openingOf(element: Element): string {
  const name = ofElement(element, 'localName')
  const attributes = Element.prototype.getAttributeNames
    .call(element)
    .slice(0, 30)
    .map(
      (key) =>
        ` ${key}="${escaped((attribute(element, key) ?? '').slice(0, 300)).replaceAll('"', '&quot;')}"`,
    )
  const opening = `<${name}${attributes.join('')}>`
  if (SILENT.some((one) => one === name)) return `${opening}</${name}>`
  let texts = ''
  let node = ofNode(element, 'firstChild')
  for (let i = 0; i < MOST_TEXTS && node !== null; i += 1, node = node.nextSibling)
    if (node instanceof Text) texts += escaped(node.data.slice(0, 4_000))
  return opening + texts
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** Without what scripts and styles say. */
export function withoutSilent(markup: string): { text: string; scripts: number } {
  const scripts = without(markup, 'script')
  return { text: without(scripts, 'style'), scripts: markup.length - scripts.length }
}

function without(markup: string, name: string): string {
  const [opening, closing] = [`<${name}`, `</${name}>`]
  const kept: string[] = []
  let at = 0
  for (let from = markup.indexOf(opening); from >= 0; from = markup.indexOf(opening, from + 1)) {
    // Not of a longer name.
    if (!' >'.includes(markup[from + opening.length] ?? ' ')) continue
    const inner = markup.indexOf('>', from) + 1
    const end = markup.indexOf(closing, inner)
    if (inner === 0 || end < 0) break
    kept.push(markup.slice(at, inner))
    at = from = end
  }
  return at === 0 ? markup : kept.join('') + markup.slice(at)
}
