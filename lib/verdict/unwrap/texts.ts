/** Addresses within a text, whatever way it is written in. */
import { DEEPEST, LONGEST } from './budget.ts'
import type { Budget } from './budget.ts'
import { base64Decoded, hexDecoded, percentDecoded, unshifted, unxored } from './codecs.ts'
import { unglued } from './glued.ts'
import { turnedBack } from './turned.ts'

/** Not within a word: `xhttp://` is none. An address lasts until what no address holds. */
const PLAIN = /(?<![a-z0-9])(?:https?|wss?):[/\\]*[^\s"'<>/\\][^\s"'<>]*/gi
/** Where it was hidden, a word before it is one more disguise. */
const HIDDEN = new RegExp(PLAIN.source.replace('(?<![a-z0-9])', ''), 'gi')
const RELATIVE = /^[/\\]{2}[^\s"'<>/\\?#]+\.[^\s"'<>]+/
/** A host and what follows, as people write it. */
const BARE = /^(?:[a-z0-9_-]+\.)+[a-z][a-z0-9-]+(?::\d+)?(?:[/?#][^\s"'<>]*)?$/i
/** What looks like a host and is a file: no registry has these endings. */
const FILE =
  /^[^/?#]+\.(?:html?|xhtml|php\d?|aspx?|jspx?|cgi|m?js|css|json|xml|txt|rtf|pdf|docx?|xlsx?|pptx?|csv|png|jpe?g|gif|svg|webp|avif|ico|mp[34]|m4a|webm|ogg|wav|woff2?|ttf|wasm|swf|jar|exe)(?:[/?#:]|$)/i
/** Shorter texts hold no address. */
const SHORTEST = 8

/** A host and what follows, as an address; undefined where it is something else. */
export const bareAddress = (text: string): string | undefined =>
  BARE.test(text) && !FILE.test(text) ? `http://${text}` : undefined

const isSlash = (text: string, i: number): boolean => text[i] === '/' || text[i] === '\\'

/** What a browser leaves out of an address wherever it stands. */
const LEFT_OUT = /[\t\n\r]/g

/** Addresses that stand in a text to be read by anybody. `isDecoded`: it was hidden in some way. */
export function plainIn(text: string, isDecoded = false): string[] {
  if (isSlash(text, 0) && isSlash(text, 1) && RELATIVE.test(text) && !FILE.test(text.slice(2)))
    return [`http:${text.replace(/\\/g, '/')}`]
  return text.includes(':') ? (text.match(isDecoded ? HIDDEN : PLAIN) ?? []) : []
}

/** Takes what a text holds into `budget.found`: what can be read, or else what can be read once it is decoded. */
export function look(text: string, budget: Budget): void {
  if (text.length <= LONGEST) return lookInto(text, budget, 0, false)
  lookInto(text.slice(0, LONGEST), budget, 0, false)
  // What was turned round begins at its end.
  lookInto(text.slice(-LONGEST), budget, 0, false)
}

/** `isDecoded`: it was hidden in some way. `mayTurn`: nothing was turned since bytes were last read. */
function lookInto(written: string, budget: Budget, depth: number, isDecoded: boolean, mayTurn = true): void {
  const text = written.replace(LEFT_OUT, '')
  if (text.length < SHORTEST || !budget.take()) return
  const plain = plainIn(text, isDecoded)
  const bare = isDecoded ? bareAddress(text) : undefined
  for (const one of bare === undefined ? plain : [bare, ...plain]) budget.found.add(one)
  // A percent sign may be the first letter under a key: keys come first.
  const keyed = unxored(text)
  if (keyed !== undefined) lookInto(keyed, budget, depth + 1, true)
  const before = budget.found.size
  const once = percentDecoded(text)
  if (once !== text) lookInto(once, budget, depth, isDecoded, mayTurn)
  // Where that showed nothing, the escapes may be part of what was turned round.
  if (depth === DEEPEST || plain.length > 0 || budget.found.size > before) return
  for (const undo of [base64Decoded, hexDecoded, unshifted, unglued]) {
    const found = undo(text)
    if (found !== undefined) lookInto(found, budget, depth + 1, true)
  }
  if (mayTurn) for (const next of turnedBack(text)) lookInto(next, budget, depth + 1, true, false)
}
