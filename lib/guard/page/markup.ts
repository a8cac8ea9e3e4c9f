/**
 * The markup of a document, as the browser writes it, as XML: one call for many elements. Of a large document the beginning, parts of
 * its middle and its end. What its scripts and styles say is left out, and values that only say how it looks.
 */
import { withoutLong, withoutLooks, withoutSilent } from './bare-markup.ts'
import { named, ofNode, picked } from './dom.ts'
import { openingOf, writtenOf } from './written.ts'

/** Elements that are written at once: what there is no room for is better not written. */
const AT_ONCE = 250
/** Characters of script or style in one element from which what is around it is not written at once. */
const MUCH = 4_000
/** Where it is not written at once: so many parts of each of three regions, and characters by their share of the room. */
const MOST_PARTS = 250
const SHARES = [0.6, 0.2, 0.2]
const SILENT = ['script', 'style'] as const

export interface Markup {
  readonly html: string
  /** Where in it what was cut off begins and ends. Nothing that is open there reaches further. */
  readonly cuts: { from: number; to: number }[]
  readonly isWhole: boolean
  /** Elements that are in it, as the browser counts them; none of what was cut off. */
  readonly written: number
  /** Characters of script that were left out. */
  readonly scripts: number
}

/** @param most characters. @param isBare whether scripts, styles and long values are left out */
export function markupOf(document: Document, most: number, isBare: boolean): Markup {
  const all = named(document, '*')
  const apart = apartIn(document, isBare)
  const parts: string[] = []
  const cuts: { from: number; to: number }[] = []
  let { scripts } = apart
  let [next, written, length, isWhole] = [0, 0, 0, true]
  const begins = [0, all.length >> 1, all.length - MOST_PARTS]
  for (const [region, share] of SHARES.entries()) {
    const begin = Math.max(begins[region] ?? 0, next)
    isWhole &&= begin === next || next >= all.length
    next = begin
    let room = most * share
    for (let i = 0; i < MOST_PARTS && room > 0 && next < all.length; i += 1) {
      const element = all[next] as Element
      const inner = Element.prototype.getElementsByTagName.call(element, '*').length
      const isLarge = inner > AT_ONCE || apart.around.has(element)
      const whole = isLarge ? openingOf(element, isBare && apart.silent.has(element)) : writtenOf(element)
      const bare = isBare ? withoutSilent(whole) : { text: whole, scripts: 0 }
      const plain = isBare ? withoutLooks(bare.text) : bare.text
      const short = isBare && plain.length > room ? withoutLong(plain) : plain
      const part = short.slice(0, room)
      if (part === short) written += isLarge ? 1 : inner + 1
      else cuts.push({ from: length, to: length + part.length })
      isWhole &&= part === short
      parts.push(part)
      scripts += bare.scripts
      length += part.length
      room -= short.length
      next += isLarge ? 1 : inner + 1
    }
  }
  return { html: parts.join(''), cuts, isWhole: isWhole && next >= all.length, written, scripts }
}

interface Apart {
  /** Written by themselves, and what stands in them after them. */
  readonly around: ReadonlySet<Element>
  /** Of those, the ones that say what nobody reads. */
  readonly silent: ReadonlySet<Element>
  readonly scripts: number
}

/**
 * Elements that say much which nobody reads, and all around them. And templates with children of their own beside what they hold:
 * those are drawn where a page wants it, and no browser writes them.
 */
function apartIn(document: Document, isBare: boolean): Apart {
  const [around, silent] = [new Set<Element>(), new Set<Element>()]
  let scripts = 0
  const take = (element: Element): void => {
    for (let at: Element | null = element; at !== null && !around.has(at); at = ofNode(at, 'parentElement'))
      around.add(at)
  }
  for (const name of isBare ? SILENT : []) {
    const all = named(document, name)
    for (let i = 0; i < all.length && i < 500; i += 1) {
      const element = all[i] as Element
      const text = ofNode(element, 'firstChild')
      const length = text instanceof Text ? text.length : 0
      if (length < MUCH) continue
      if (name === 'script') scripts += length
      silent.add(element)
      take(element)
    }
  }
  for (const template of picked(document, 'template'))
    if (ofNode(template, 'firstChild') !== null) take(template)
  return { around, silent, scripts }
}
