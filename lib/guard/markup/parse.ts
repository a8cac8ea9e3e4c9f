/**
 * Reads markup that a browser wrote: every element has its end, values stand in quotation marks. What is cut off, or written
 * by hand, is read as far as it goes; nothing is an error.
 */
import { Element, Root } from './element.ts'
import { decoded } from './entities.ts'

/** Without an end. */
const VOID = new Set(
  'area,base,basefont,bgsound,br,col,embed,frame,hr,img,input,keygen,link,meta,param,source,track,wbr'.split(
    ',',
  ),
)
/** What stands in these is text, and written as it is; in the last two as text elsewhere. */
const RAW = new Set('script,style,xmp,iframe,noembed,noframes,noscript,plaintext,title,textarea'.split(','))
const WRITTEN = new Set(['title', 'textarea'])
/** Deeper than a browser reads. */
const DEEPEST = 500
const MOST_ATTRIBUTES = 200
const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map()

const NAME = /<([a-z][^\s/>]*)/iy
// Each begins where the last one ended and tries nothing twice: what a page writes must not be slow to read.
const BETWEEN = /[\s/]*/y
const ATTRIBUTE = /([^\s=/>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?/y
const CLOSING = /<\/([a-z][^\s/>]*)/iy

export interface How {
  /** XHTML or SVG by its type. */
  readonly isXml?: boolean
  /** Nothing hides elements: neither a comment nor what stands in a script. */
  readonly isDistrustful?: boolean
}

export function parse(markup: string, { isXml = false, isDistrustful = false }: How = {}): Root {
  const root = new Root()
  const open: Element[] = []
  /** How many of each name are open. */
  const opened = new Map<string, number>()
  /** Templates that are open: what they hold is no part of the document. */
  let templates = 0
  let at = 0
  /** No element closes after it. */
  const lastEnd = markup.lastIndexOf('>')

  const hidesInner = (name: string): boolean => name === 'template' && !isXml && !isDistrustful

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
      if (hidesInner(one.name)) templates -= 1
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
      const key = name.toLowerCase()
      if (attributes.size < MOST_ATTRIBUTES && !attributes.has(key))
        attributes.set(key, decoded(double ?? single ?? bare ?? ''))
    }
    return attributes.size === 0 ? NO_ATTRIBUTES : attributes
  }

  const readRaw = (name: string): void => {
    const ends = new RegExp(`</${name}`, 'gi')
    ends.lastIndex = at
    const end = ends.exec(markup)?.index ?? markup.length
    const text = markup.slice(at, end)
    if (text !== '') say(WRITTEN.has(name) ? decoded(text) : text)
    at = end
  }

  const readOpening = (name: string): void => {
    at = NAME.lastIndex
    const attributes = readAttributes()
    const isClosed = markup[at - 1] === '/'
    at += 1
    const element = begin(name, attributes)
    if (isXml ? isClosed : VOID.has(name)) return
    if (open.length >= DEEPEST) return
    open.push(element)
    opened.set(name, (opened.get(name) ?? 0) + 1)
    if (hidesInner(name)) templates += 1
    if (RAW.has(name) && !isXml && !isDistrustful) readRaw(name)
  }

  /** A comment, a doctype, an instruction; in XML a text. Any other is a sign like others. */
  const readOther = (): void => {
    if (!/[!?/]/.test(markup[at + 1] ?? '')) {
      say('<')
      at += 1
      return
    }
    const [from, until] = markup.startsWith('<!--', at)
      ? [at + 4, '-->']
      : markup.startsWith('<![CDATA[', at)
        ? [at + 9, ']]>']
        : [at + 1, '>']
    if (isDistrustful) {
      at = from
      return
    }
    const found = markup.indexOf(until, from)
    const end = found < 0 ? markup.length : found
    if (until !== '>') say(markup.slice(from, end), until === '-->')
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
    if (opening !== null) readOpening((opening[1] ?? '').toLowerCase())
    else if (closing !== null) {
      close((closing[1] ?? '').toLowerCase())
      at = markup.indexOf('>', CLOSING.lastIndex) + 1
    } else readOther()
  }
  return root
}
