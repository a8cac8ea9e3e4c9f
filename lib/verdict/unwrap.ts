/**
 * Addresses within an address: what a translator, an archive, a relay or a rewriting proxy is to show, whatever way it
 * is written in. Pure, and bounded for whatever is given to it.
 */
import { registeredDomain } from '../hosts/public-suffixes.ts'
import { canonical } from './address.ts'
import type { Address } from './address.ts'
import { Budget } from './unwrap/budget.ts'
import { beginsCoded, percentDecoded } from './unwrap/codecs.ts'
import { addressInName, lookAlike } from './unwrap/names.ts'
import { onlySpeaks } from './unwrap/parameters.ts'
import type { Parameter } from './unwrap/parameters.ts'
import { bareIn, cachedIn, isServiceName, shownBy } from './unwrap/services.ts'
import type { Written } from './unwrap/services.ts'
import { bareAddress, look } from './unwrap/texts.ts'

/**
 * What the outer address does with it. `service`: it surely shows it under its own name. `shape`: it has the look of an
 * address that does. `spoken`: it may as well lead there, or speak of it.
 */
export type How = 'service' | 'shape' | 'spoken'

export interface Carried {
  readonly address: Address
  readonly how: How
}

/** Addresses within addresses within addresses. */
const DEEPEST = 3
const MOST_FOUND = 40
/** Of each part of an address. */
const LONGEST = 16_384
/** Of the pieces of an address the first and the last ones. */
const MOST_PIECES = 32

/** What an address carries, nearest first. `isService`: the lists call its host a service that shows other pages. */
export function carried(address: Address, isService = false): readonly Carried[] {
  if (!mayCarry(address) && !isService && !isServiceName(address.host)) return []
  return unwrapped(address, isService, new Budget())
}

function unwrapped(outer: Address, isService: boolean, budget: Budget, depth = 0): readonly Carried[] {
  const own = siteOf(outer)
  const found: Carried[] = namesIn(outer).map((address) => ({ address, how: 'shape' }))
  for (const [text, how] of textsIn(outer, isService || isServiceName(outer.host), budget)) {
    const address = canonical(text)
    if (address === null || siteOf(address) === own) continue
    found.push({ address, how })
    // What a service shows may be another service; what is only spoken of shows nothing.
    if (depth + 1 < DEEPEST && mayCarry(address))
      for (const one of unwrapped(address, false, budget.inner(), depth + 1))
        found.push(how === 'spoken' ? { ...one, how } : one)
    if (found.length > MOST_FOUND) break
  }
  return found
}

/** Each text once, as what it surely is. */
function textsIn(outer: Address, isNamed: boolean, budget: Budget): ReadonlyMap<string, How> {
  const isTyped = isTranslator(outer.host)
  const plain = writtenOf(outer)
  // What somebody types there is translated, and no page is shown.
  const written = isTyped ? { ...plain, query: pagesOf(plain.query) } : plain
  const fragment = isTyped ? '' : outer.fragment
  const all = new Map<string, How>()
  for (const { text, sure } of shownBy(written)) all.set(text, isNamed || sure ? 'service' : 'shape')
  const rest = [...(isNamed ? bareIn(written) : []), ...spoken(written, fragment, isNamed, budget)]
  for (const text of rest) if (!all.has(text)) all.set(text, isNamed ? 'service' : 'spoken')
  return all
}

/** Google's and Yandex's own, under any of their endings; not who calls a host so. */
function isTranslator(host: string): boolean {
  const site = registeredDomain(host, 'all')
  return site !== null && /^(?:google|yandex)\./.test(site) && host === `translate.${site}`
}

/** The pages that a translator is asked for. */
const pagesOf = (query: string): string =>
  `?${query
    .slice(1)
    .split('&')
    .filter((pair) => /^(?:u|url)=/i.test(pair))
    .join('&')}`

/** Two addresses of one site: its own pages it may name as it likes. */
const siteOf = ({ host }: Address): string => registeredDomain(host, 'all') ?? host

function namesIn({ host, isIp, path, scheme }: Address): Address[] {
  if (isIp) return []
  return [addressInName(host), lookAlike(host)]
    .filter((name) => name !== undefined)
    .map((name) => canonical(`${scheme}://${name}${path}`))
    .filter((address) => address !== null)
}

/** The path and the query as they were written: letters may count. */
function writtenOf({ scheme, host, href, query }: Address): Written {
  const start = href.indexOf('/', scheme.length + 3)
  const end = href.slice(start).search(/[?#]/)
  const path = end < 0 ? href.slice(start) : href.slice(start, start + end)
  return { host, path: path.slice(0, LONGEST), query: query.slice(0, LONGEST) }
}

/** Addresses that stand anywhere in the path, the query or the fragment. */
function spoken({ path, query }: Written, fragment: string, isNamed: boolean, budget: Budget) {
  look(path, budget)
  const speaks = onlySpeaks(path, query, isNamed)
  for (const piece of pieces(path, query, fragment.slice(0, LONGEST), speaks)) look(piece, budget)
  return budget.found
}

/** Asked for by these names, a host is an address without its scheme. */
const ASKED_FOR =
  /^(?:url|uri|u|target|addr|address|goto|dest|destination|link|href|site|website|redirect|redirect_?url)$/i
/** A page that leads on has others for it. */
const LEADS_ON = /\/(?:url|redirect|redir|link|go|goto|out|away|leave|leaving|exit|jump)\/?$/i
const LED_TO = /^(?:q|to|r|l|h|k|page|next|go)$/i

function pieces(
  path: string,
  query: string,
  fragment: string,
  speaks: (one: Parameter) => boolean,
): string[] {
  const segments = path.split('/').slice(1)
  const tails = ends([...segments.keys()].slice(0, -1)).map((i) => segments.slice(i).join('/'))
  const pairs = [...query.slice(1).split(/[&;]/), ...fragment.slice(1).split(/[&;]/)]
  const leadsOn = LEADS_ON.test(path)
  const values = pairs.flatMap((pair) => {
    const cut = pair.indexOf('=')
    // An equals sign at the end is padding.
    if (cut < 0 || /^=+$/.test(pair.slice(cut))) return [pair]
    const [name, value] = [pair.slice(0, cut), pair.slice(cut + 1)]
    if (speaks({ name, value })) return []
    const decoded = percentDecoded(value)
    const isAsked = ASKED_FOR.test(name) || (leadsOn && LED_TO.test(name))
    const bare = isAsked ? bareAddress(decoded) : bareAddress(cachedIn(decoded) ?? '')
    return [...(name.length >= SHORTEST ? [pair, name] : []), bare ?? value]
  })
  const hash = fragment.slice(1).split('/')
  return few([...new Set([...values, fragment.slice(1), ...hash, ...segments])]).concat(tails)
}

const ends = <T>(all: readonly T[]): T[] =>
  all.length <= MOST_PIECES ? [...all] : [...all.slice(0, MOST_PIECES / 2), ...all.slice(-MOST_PIECES / 2)]

/** Of many those that show the signs of an address, between whatever stands around them. */
const few = (all: readonly string[]): string[] =>
  all.length <= MOST_PIECES ? [...all] : ends([...all.filter(isSigned), ...ends(all)])
const isSigned = (piece: string): boolean => /[:%]|\/\//.test(piece)

const SHORTEST = 8
/** As long a run of hexadecimal digits as an address needs. */
const LONG_HEX = 16

/**
 * Whether it is worth looking: most addresses hold none of the marks. One pass, and no text is made. Letters in both
 * cases, a percent sign, a colon, many digits, `//`, or a beginning that is `http` under a key.
 */
export function mayCarry({ host, href, isIp, scheme }: Address): boolean {
  if (!isIp && NAME.test(host)) return true
  const start = href.indexOf('/', scheme.length + 3)
  if (href.length - start < SHORTEST) return false
  let hex = 0
  for (let i = start; i < href.length; i += 1) {
    const code = href.charCodeAt(i)
    if (isMark(code, href.charCodeAt(i + 1))) return true
    hex = isDigit(code) ? hex + 1 : 0
    if (hex >= LONG_HEX) return true
    if (isBreak(code) && beginsCoded(href, i + 1)) return true
  }
  return SHAPED.test(href.slice(start))
}

/** A percent sign, a colon, a capital, or a second slash. */
const isMark = (code: number, next: number): boolean =>
  code === 37 || code === 58 || (code >= 65 && code <= 90) || (code === 47 && next === 47)

/** Hexadecimal, or what it becomes when its letters are moved or changed by a key. */
const isDigit = (code: number): boolean =>
  (code >= 48 && code <= 59) || (code >= 96 && code <= 103) || (code >= 108 && code <= 116)

/** `/ ? & = # ;` */
const isBreak = (code: number): boolean =>
  code === 47 || code === 63 || code === 38 || code === 61 || code === 35 || code === 59

const NAME = /xn--|\.translate\.|-.*\.cdn\.|-.*\.amp|\d[.-]\d|(?:^|[.-])[0-9a-f]{8}\./
/** Shapes of services that need none of the marks, and a host where one is asked for. */
const SHAPED =
  /^\/(?:[a-z]+\/)*(?:\d{4,14}|\*|newest|oldest|save|web|wayback)(?:[a-z]{2}_)?\/[^/]+\.|^\/(?:amp|c|v|i|ii|r|wp|a)\/|^\/(?:gh|gl|bb)\/|\/(?:https?|wss?)\/|[?&](?:ur[il]|[uqrlhk]|target|addr|address|go|goto|dest|destination|link|href|site|website|redirect|redirect_?url|to|page|next)=[^&]*\.|_x_tr_/
