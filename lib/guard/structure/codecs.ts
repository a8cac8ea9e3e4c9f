/**
 * Reads an address out of text that hides it: percent, base64, hex, reversed, XOR with a short key, shifted or rotated
 * letters, and those within each other. Every address begins alike, so a key shows itself in the first characters and
 * none has to be tried. Only as much is decoded as a host needs.
 */
export interface Read {
  readonly host: string
  /** Nothing but percent stood in the way: anybody's share link looks like this. */
  readonly isPlain: boolean
}

const HEAD = 140
const DEEPEST = 2
const SHORTEST = 'http://a.b'.length
const ADDRESS =
  /^(?:https?|wss?|ftp):\/{1,2}(?:[^\s/?#@]{0,80}@)?(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::\d{1,5})?(?=[/?#&]|$)/i
const BEGINNINGS = ['https://www.', 'https://', 'http://']
const LONGEST_KEY = 8
/** So many characters must agree with the key that the ones before them gave. */
const LEAST_AGREEING = 3

/** The host that a piece of an address carries, or null. */
export function readAddress(text: string): Read | null {
  const rounds = unpercentRounds(text.slice(0, 3 * HEAD))
  for (const round of rounds) {
    const host = plainHost(round.slice(0, HEAD))
    if (host !== null) return { host, isPlain: true }
  }
  // What a key made may hold percent signs of its own, so that a round too many spoils it.
  for (const round of rounds.toReversed()) {
    const hidden = round.length < SHORTEST || !mayHide(round) ? null : hiddenHost(round, DEEPEST)
    if (hidden !== null) return { host: hidden, isPlain: false }
  }
  return null
}

/**
 * Whether the first or last characters, as they stand, turned, or out of base64 or hex, begin as an address might.
 * Nearly all pieces of addresses are words, and end here.
 */
function mayHide(text: string): boolean {
  const back = reverse(text.slice(-GLIMPSE))
  const length = text.endsWith('=') ? text.replace(/=+$/, '').length : text.length
  const end = text.slice(Math.max(0, 4 * Math.floor((length - GLIMPSE) / 4)))
  return (
    mayBegin(text) ||
    mayBegin(back) ||
    mayUnpack(text.slice(0, GLIMPSE), text.slice(0, 2 * GLIMPSE)) ||
    mayUnpack(back, reverse(text.slice(-2 * GLIMPSE))) ||
    mayUnpack(end, text.slice(-2 * GLIMPSE), reverse)
  )
}

function mayUnpack(base64: string, hex: string, as = (bytes: string) => bytes): boolean {
  const all = [LOOKS_BASE64.test(base64) ? fromBase64(base64) : null, fromHex(hex)]
  return all.some((bytes) => bytes !== null && (mayBegin(as(bytes)) || NESTED.test(as(bytes))))
}

const GLIMPSE = 16
const LOOKS_BASE64 = /^[\w+/-]{14,}={0,2}$/
/** Base64, hex or percent signs of what an address begins with. */
const NESTED = /^(?:aHR0c|6874747|http%)|s?ptth$|==$/i

/** As it stands, with a key, or with a shift, it begins as an address might. */
const mayBegin = (text: string): boolean =>
  BEGINS.test(text) ||
  BEGINNINGS.some((beginning) => xorKey(text, beginning) !== null) ||
  text.charCodeAt(1) - text.charCodeAt(0) === 12 ||
  ROTATED.test(text)
const BEGINS = /^(?:https?|wss?|ftp)[:%]/i
/** `h` and `t` are twelve apart however far all are moved; letters that are rotated keep their signs. */
const ROTATED = /^[a-z]{4,5}:\//i

function hiddenHost(text: string, depth: number): string | null {
  const head = text.slice(0, HEAD)
  return (
    plainHost(head) ?? keyed(head) ?? (depth === 0 ? null : (unpacked(head, depth) ?? turned(text, depth)))
  )
}

/** Whatever comes out of base64 or hex is looked at again. */
function unpacked(head: string, depth: number): string | null {
  for (const bytes of [fromBase64(head), fromHex(head)]) {
    if (bytes === null) continue
    const host = hiddenHost(unpercent(bytes), isText(bytes) ? depth - 1 : 0) ?? keyedTurned(bytes)
    if (host !== null) return host
  }
  return null
}

const keyedTurned = (bytes: string): string | null => plainHost(reverse(bytes))

function turned(text: string, depth: number): string | null {
  const back = reverse(text.slice(-HEAD))
  return plainHost(back) ?? keyed(back) ?? unpacked(back, depth)
}

function plainHost(text: string): string | null {
  const host = ADDRESS.exec(text)?.[1]?.toLowerCase()
  return host !== undefined && isHost(host) ? host : null
}

const isHost = (host: string): boolean =>
  host === 'localhost' || host.startsWith('[') || /^[a-z0-9](?:[a-z0-9-]*\.)+[a-z0-9-]*[a-z0-9]$/.test(host)

function keyed(text: string): string | null {
  for (const beginning of BEGINNINGS) {
    const key = xorKey(text, beginning)
    if (key !== null) {
      const host = plainHost(map(text, (code, at) => code ^ (key[at % key.length] ?? 0)))
      if (host !== null) return host
    }
  }
  return shifted(text)
}

/** The repeating key that turns the text into something that begins so; null when there is none, or nothing to turn. */
function xorKey(text: string, beginning: string): number[] | null {
  if (text.length < beginning.length) return null
  const at = (index: number): number => text.charCodeAt(index) ^ beginning.charCodeAt(index)
  const longest = Math.min(LONGEST_KEY, beginning.length - LEAST_AGREEING)
  for (let length = 1; length <= longest; length += 1) {
    let index = length
    while (index < beginning.length && at(index) === at(index - length)) index += 1
    if (index === beginning.length) return Array.from({ length }, (_, place) => at(place))
  }
  return null
}

/** Every character moved by the same number, or every letter along the alphabet. */
function shifted(text: string): string | null {
  const by = text.charCodeAt(0) - 'h'.charCodeAt(0)
  if (by === 0) return null
  if (text.charCodeAt(1) - by === 't'.charCodeAt(0)) {
    const host = plainHost(map(text, (code) => code - by))
    if (host !== null) return host
  }
  return /^[a-z]{4,5}:\//i.test(text) ? plainHost(map(text.toLowerCase(), (code) => rotate(code, by))) : null
}

const rotate = (code: number, by: number): number =>
  code < 97 || code > 122 ? code : ((code - 97 - by + 52) % 26) + 97

function fromBase64(text: string): string | null {
  const run = /^[\w+/-]{14,}={0,2}/.exec(text)?.[0]
  if (run === undefined) return null
  const standard = run.replaceAll('-', '+').replaceAll('_', '/').replaceAll('=', '')
  return atob(standard.slice(0, standard.length - (standard.length % 4 === 1 ? 1 : 0)))
}

function fromHex(text: string): string | null {
  const run = /^(?:[0-9a-f]{2}){10,}/i.exec(text)?.[0]
  return run === undefined
    ? null
    : run.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)))
}

/** The text, and with its percent signs undone once, twice and three times, also where the result is no UTF-8. */
function unpercentRounds(text: string): string[] {
  const rounds = [text]
  for (let now = text; rounds.length < 4 && now.includes('%'); rounds.push(now)) {
    const next = now.replace(/%([0-9a-f]{2})/gi, (_, pair: string) =>
      String.fromCharCode(Number.parseInt(pair, 16)),
    )
    if (next === now) break
    now = next
  }
  return rounds
}

const unpercent = (text: string): string => unpercentRounds(text).at(-1) ?? text

const isText = (bytes: string): boolean => /^[\x20-\x7e]+$/.test(bytes)

const map = (text: string, change: (code: number, at: number) => number): string =>
  String.fromCharCode(...Array.from(text, (_, at) => change(text.charCodeAt(at), at) & 0xff_ff))

function reverse(text: string): string {
  let back = ''
  for (let at = text.length - 1; at >= 0; at -= 1) back += text.charAt(at)
  return back
}
