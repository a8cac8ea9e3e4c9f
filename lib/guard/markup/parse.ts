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

const NAME = /<([a-z][^\s/>]*)/iy
const ATTRIBUTE = /[\s/]*([^\s=/>][^\s=/>]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?/y
const CLOSING = /<\/([a-z][^\s/>]*)[^>]*>/iy

export interface How {
  /** XHTML or SVG by its type. */
  readonly isXml?: boolean
  /** Nothing hides elements: neither a comment nor what stands in a script. */
  readonly isDistrustful?: boolean
}

export function parse(markup: string, { isXml = false, isDistrustful = false }: How = {}): Root {
  const root = new Root()
  const open: Element[] = []
  /** Templates that are open: what they hold is no part of the document. */
  let templates = 0
  let at = 0

  const hidesInner = (name: string): boolean => name === 'template' && !isXml && !isDistrustful

  const say = (text: string, isComment = false): void => {
    const inside = open.at(-1)
    if (!isComment) inside?.inner.push(text)
    if (templates === 0) root.said.push({ text, at: inside, isComment })
  }

  const begin = (name: string, attributes: ReadonlyMap<string, string>): Element => {
    const parent = open.at(-1)
    const element = new Element(name, attributes, parent)
    parent?.inner.push(element)
    if (templates === 0) root.add(element)
    return element
  }

  const close = (name: string): void => {
    const from = open.findLastIndex((one) => one.name === name)
    if (from < 0) return
    for (const one of open.splice(from)) if (hidesInner(one.name)) templates -= 1
  }

  const readAttributes = (): Map<string, string> => {
    const attributes = new Map<string, string>()
    while (markup[at] !== '>' && at < markup.length) {
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
    return attributes
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
    const closing = opening === null ? CLOSING.exec(markup) : null
    if (opening !== null) readOpening((opening[1] ?? '').toLowerCase())
    else if (closing !== null) {
      close((closing[1] ?? '').toLowerCase())
      at = CLOSING.lastIndex
    } else readOther()
  }
  return root
}
