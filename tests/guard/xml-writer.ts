/** Writes nodes down as a browser's own `XMLSerializer` does: happy-dom's writes what stands in scripts as it is. */

const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/

export class XmlWriter {
  serializeToString(node: Node): string {
    if (node.nodeType === 3) return escaped(node.nodeValue ?? '')
    if (node.nodeType === 8) return `<!--${node.nodeValue ?? ''}-->`
    if (node.nodeType !== 1) return this.#inner(node)
    const { localName, attributes } = node as Element
    const said = Array.from(attributes, ({ name, value }) => ` ${name}="${quoted(value)}"`).join('')
    const inner = this.#inner(localName === 'template' ? (node as HTMLTemplateElement).content : node)
    if (inner === '' && VOID.test(localName)) return `<${localName}${said} />`
    return `<${localName}${said}>${inner}</${localName}>`
  }

  #inner(node: Node): string {
    return Array.from(node.childNodes, (child) => this.serializeToString(child)).join('')
  }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const quoted = (value: string): string => escaped(value).replaceAll('"', '&quot;')
