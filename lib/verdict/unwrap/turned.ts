/**
 * Texts whose characters were turned round, moved along or changed, in any order. Any text can be turned back, so it is
 * first done to a few characters, and to all only where those begin as an address, or as one in bytes, does.
 */
import { base64Decoded, everyOther, hexDecoded, reversed, rot13, unshifted, unxored } from './codecs.ts'

type Turn = 'back' | 'moved' | 'changed'

/** In which order each is undone. Turning back and moving letters do not mind the order, so one of two stands. */
const WAYS: readonly (readonly Turn[])[] = [
  ['back'],
  ['moved'],
  ['changed'],
  ['back', 'moved'],
  ['back', 'changed'],
  ['changed', 'back'],
  ['moved', 'changed'],
  ['changed', 'moved'],
  ['back', 'moved', 'changed'],
  ['changed', 'back', 'moved'],
  ['moved', 'changed', 'back'],
  ['back', 'changed', 'moved'],
]

/** Ten characters of an address are fourteen once they are written in bytes, or are an address without any. */
const SHORTEST = 12
/** Enough to tell bytes from chance. */
const HEAD = 24
/** Even, so that what is every other character stays so. */
const BEGINS = /^(?:https?(?::|%(?:25)*3a)|(?:%[0-9a-f]{2}){3})/i

/** What a text may have been before it was turned. */
export function* turnedBack(text: string): Generator<string> {
  if (text.length < SHORTEST || !mayBeTurned(text)) return
  for (const way of WAYS) {
    if (begins(undone(headOf(text, way), way, isOdd(text, way)))) yield undone(text, way, false)
  }
}

/**
 * It has the marks of an address in some order, or is of an alphabet that bytes are written in. Words with hyphens are
 * neither.
 */
const mayBeTurned = (text: string): boolean =>
  /[:;8].?.?[/\-\\]|[/-].?.?[:;8]|%|[A-Z].*[a-z]|[a-z].*[A-Z]|^[0-9a-gl-t:;`]{16,}$/.test(text)

const headOf = (text: string, way: readonly Turn[]): string =>
  way.includes('back') ? text.slice(-HEAD) : text.slice(0, HEAD)

/** Whether the head of what is turned back begins at an odd place, which counts until it is turned. */
const isOdd = (text: string, way: readonly Turn[]): boolean =>
  way.includes('back') && Math.max(0, text.length - HEAD) % 2 === 1

function undone(text: string, way: readonly Turn[], odd: boolean): string {
  let now = text
  let isShifted = odd
  for (const turn of way) {
    if (turn === 'moved') now = rot13(now)
    else if (turn === 'changed') now = isShifted ? everyOther(` ${now}`).slice(1) : everyOther(now)
    else [now, isShifted] = [reversed(now), false]
  }
  return now
}

function begins(head: string): boolean {
  if (BEGINS.test(head)) return true
  const bytes = head.length % 4 === 1 ? head.slice(0, -1) : head
  return [base64Decoded(bytes), hexDecoded(head), unxored(head), unshifted(head)].some(
    (one) => one !== undefined,
  )
}
