/**
 * Reads what a browser wrote as XML: every element has its end, values stand in quotation marks, and what looks like an element in
 * a text is written as entities. What is cut off, or written by hand, is read as far as it goes; nothing is an error.
 */
import { READ_ATTRIBUTES } from '../read-attributes.ts'
import { Element, Root } from './element.ts'
import { decoded } from './entities.ts'

/** Deeper than a browser reads. */
const DEEPEST = 500
const MOST_ATTRIBUTES = 200
const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map()

// Each begins where the last one ended and tries nothing twice: what a page writes must not be slow to read. A name may hold
// what it likes but these, quotation marks and other spaces too; the first sign of an attribute may be an equals sign.
const NAME = /<([^ \t\n\f\r/>!?][^ \t\n\f\r/>]*)/y
const CLOSING = /<\/([^ \t\n\f\r/>]+)/y
const BETWEEN = /[ \t\n\f\r/]*/y
const ATTRIBUTE =
  /([^ \t\n\f\r/>][^ \t\n\f\r/>=]*)(?:[ \t\n\f\r]*=[ \t\n\f\r]*(?:"([^"]*)"|'([^']*)'|([^ \t\n\f\r>]*)))?/y

/** What comes after a value. A script may have put quotation marks before the colon in a name: then a value ends where none does. */
const AFTER = /[ \t\n\f\r>]|\/>|$/y

const TEMPLATE = 'template'
const [COMMENT, TEXT] = ['<!--', '<![CDATA[']
/** How those begin and end that are no elements. */
const OTHERS = [
  [COMMENT, '-->'],
  [TEXT, ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
  ['</', '>'],
] as const

/** What stands before a colon says of which kind it is: `x:a` may be as good a link as any. But `x:template` may hold what is shown. */
function nameOf(written: string): string {
  const name = written.slice(written.lastIndexOf(':') + 1).toLowerCase()
  return name === TEMPLATE ? written : name
}

/** @param root what is read is added to it */
export function parse(markup: string, root = new Root()): Root {
  const open: Element[] = []
  /** How many of each name are open. */
  const opened = new Map<string, number>()
  /** Templates that are open: what they hold is no part of the document. */
  let templates = 0
  let at = 0
  /** No element closes after it. */
  const lastEnd = markup.lastIndexOf('>')

  const say = (text: string, isComment = false): void => {
    const inside = open.at(-1)
    if (!isComment) inside?.say(text)
    if (templates === 0) root.said.push({ text, at: inside, isComment })
  }

  const begin = (name: string, attributes: ReadonlyMap<string, string>): Element => {
    const parent = open.at(-1)
    const element = new Element(name, attributes, parent)
    if (templates === 0) root.add(element)
    return element
  }

  const close = (name: string): void => {
    if ((opened.get(name) ?? 0) === 0) return
    for (let one = open.pop(); one !== undefined; one = one.name === name ? undefined : open.pop()) {
      opened.set(one.name, (opened.get(one.name) ?? 0) - 1)
      if (one.name === TEMPLATE) templates -= 1
    }
  }

  const skipBetween = (): void => {
    BETWEEN.lastIndex = at
    BETWEEN.exec(markup)
    at = BETWEEN.lastIndex
  }

  const readAttributes = (): ReadonlyMap<string, string> => {
    const attributes = new Map<string, string>()
    for (skipBetween(); markup[at] !== '>' && at < markup.length; skipBetween()) {
      ATTRIBUTE.lastIndex = at
      const found = ATTRIBUTE.exec(markup)
      if (found === null) {
        at += 1
        continue
      }
      at = ATTRIBUTE.lastIndex
      const [, name = '', double, single, bare] = found
      AFTER.lastIndex = at
      if (double !== undefined && (double.includes('<') || !AFTER.test(markup))) root.isAmbiguous = true
      const key = name.toLowerCase()
      // `HREF` is none in any document, `href` is: it is there once.
      const isKept = name === key || !attributes.has(key)
      if (isKept && (attributes.size < MOST_ATTRIBUTES || READ_ATTRIBUTES.has(key)))
        attributes.set(key, decoded(double ?? single ?? bare ?? ''))
    }
    return attributes.size === 0 ? NO_ATTRIBUTES : attributes
  }

  const readOpening = (name: string): void => {
    at = NAME.lastIndex
    const attributes = readAttributes()
    const isClosed = markup[at - 1] === '/'
    at += 1
    const element = begin(name, attributes)
    if (isClosed || open.length >= DEEPEST) return
    open.push(element)
    opened.set(name, (opened.get(name) ?? 0) + 1)
    if (name === TEMPLATE) templates += 1
  }

  /** A comment, a doctype, an instruction, a text of XML. Any other is a sign like others. */
  const readOther = (): void => {
    const ends = OTHERS.find(([begin]) => markup.startsWith(begin, at))
    if (ends === undefined) {
      say('<')
      at += 1
      return
    }
    const [begin, until] = ends
    const from = at + begin.length
    const found = markup.indexOf(until, from)
    const end = found < 0 ? markup.length : found
    if (begin === COMMENT || begin === TEXT) say(markup.slice(from, end), begin === COMMENT)
    at = end + until.length
  }

  while (at < markup.length) {
    const next = markup.indexOf('<', at)
    if (next !== at) say(decoded(markup.slice(at, next < 0 ? markup.length : next)))
    if (next < 0) break
    at = next
    NAME.lastIndex = at
    CLOSING.lastIndex = at
    const opening = NAME.exec(markup)
    const closing = opening === null && at < lastEnd ? CLOSING.exec(markup) : null
    if (opening !== null) readOpening(nameOf(opening[1] ?? ''))
    else if (closing !== null) {
      close(nameOf(closing[1] ?? ''))
      at = markup.indexOf('>', CLOSING.lastIndex) + 1
    } else readOther()
  }
  return root
}
