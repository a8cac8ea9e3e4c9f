/**
 * How an element is written, so that nothing in it can pass for something else: as XML. HTML's own way writes what stands in a
 * script or an `xmp` as it is, leaves out what a script put into a `br`, and both ways write comments as they are, also one that
 * says `-->` and goes on with elements that are none.
 */
import { ofDocument, ofElement, ofNode } from './dom.ts'
import { READ_ATTRIBUTES } from '../read-attributes.ts'

/** Written as they are, each until its end: texts of XML, instructions and comments, by their kind of node. */
const ENDS: Readonly<Record<number, string>> = { 4: ']]>', 7: '?>', 8: '-->' }
/** The same, as a walk through a document asks for them. */
const NOTES = 0x08 | 0x40 | 0x80
/** Texts that stand in an element which is too large to be written, and attributes of it that nobody reads. */
const MOST_TEXTS = 100
const MOST_OTHERS = 30
/** Characters of a value of it. */
const LONGEST = 2_000

export function writtenOf(node: Element | ShadowRoot): string {
  const serializer = new XMLSerializer()
  const written = serializer.serializeToString(node)
  // Nothing else is written with these: in texts and values they are entities.
  const isPlain = !written.includes('<!') && !written.includes('<?')
  // An element may bear a name that begins like a comment; it is declared beside it. Better missed than misread.
  if (!isPlain && / xmlns:[!?]/.test(written)) return ''
  return isPlain || isHonest(node, written) ? written : serializer.serializeToString(withoutNotes(node))
}

/** No parser makes a comment that holds its own end. What stands in a template is no part of the document: it is not asked. */
function isHonest(node: Node, written: string): boolean {
  if (written.includes('<template') || written.includes(':template')) return false
  return notesIn(node).every((note) => !note.data.includes(ENDS[note.nodeType] ?? ''))
}

function notesIn(node: Node): CharacterData[] {
  const walker = Document.prototype.createTreeWalker.call(document, node, NOTES)
  const notes: CharacterData[] = []
  while (walker.nextNode() !== null) notes.push(walker.currentNode as CharacterData)
  return notes
}

/** A copy in a document of nobody's: nothing of the page's runs or loads in it. Comments that hold no end stay. */
function withoutNotes(node: Element | ShadowRoot): DocumentFragment {
  const nobodys = ofDocument(document, 'implementation').createHTMLDocument('')
  const copy = nobodys.createDocumentFragment()
  const all = node instanceof ShadowRoot ? [...node.childNodes] : [node]
  copy.append(...all.map((one) => nobodys.importNode(one, true)))
  for (const template of copy.querySelectorAll('template'))
    if (template instanceof HTMLTemplateElement) template.content.replaceChildren()
  for (const note of notesIn(copy)) if (note.data.includes(ENDS[note.nodeType] ?? '')) note.remove()
  return copy
}

/** Its opening, with the texts that stand in it itself. It stays open, unless it would hide what comes after it. */
export function openingOf(element: Element, isSilent: boolean): string {
  const name = ofElement(element, 'localName')
  const opening = `<${name}${attributesOf(element)}>`
  const closing = `</${name}>`
  if (isSilent) return opening + closing
  let texts = ''
  let node = ofNode(element, 'firstChild')
  for (let i = 0; i < MOST_TEXTS && node !== null; i += 1, node = node.nextSibling)
    if (node instanceof Text) texts += escaped(node.data.slice(0, 4_000))
  return opening + texts + (name === 'template' ? closing : '')
}

function attributesOf(element: Element): string {
  const all = ofElement(element, 'attributes')
  let [written, others] = ['', 0]
  for (let i = 0; i < all.length; i += 1) {
    const { namespaceURI, localName, value } = all.item(i) as Attr
    const isRead = namespaceURI === null && READ_ATTRIBUTES.has(localName)
    if (!isRead && (others += 1) > MOST_OTHERS) continue
    const name = namespaceURI === null ? localName : `other:${localName}`
    written += ` ${name}="${escaped(value.slice(0, LONGEST)).replaceAll('"', '&quot;')}"`
  }
  return written
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
