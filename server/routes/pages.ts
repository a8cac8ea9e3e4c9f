/** Pages that the server writes itself: nothing runs on them, and nothing on them comes from anywhere else. */
import { readFileSync } from 'node:fs'

const COLOURS = new URL('../../lib/ui/colours.css', import.meta.url)
const POLICY =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** What is used of a reply, whatever its route answers. */
interface Reply {
  header(name: string, value: string): unknown
  type(name: string): unknown
  serializer(as: (text: string) => string): unknown
}

/** Says of a reply that its text is such a page. */
export function asPage(reply: Reply): void {
  reply.header('Content-Security-Policy', POLICY)
  isText(reply, 'text/html')
}

/** Says of a reply that its text is the style sheet of one. */
export const asStyle = (reply: Reply): void => isText(reply, 'text/css')

/** The style sheet of such a page, with the colours of Kerb's own pages before it. */
export const styleOf = (own: URL): string => readFileSync(COLOURS, 'utf8') + readFileSync(own, 'utf8')

function isText(reply: Reply, type: string): void {
  reply.type(`${type}; charset=utf-8`)
  reply.serializer((text) => text)
}
