/** How a page that shows other pages is built, what it replaces, and whose name it bears. */
import { copiedMark, isDoubled } from './attributes.ts'
import { brandElsewhere } from './brands.ts'
import { siteOf } from './carried.ts'
import type { Carried } from './carried.ts'
import type { Facts } from './facts.ts'
import type { UnblockerSign } from './unblocker-address.ts'
import { about } from './vocabulary.ts'

const ENGINE_ATTRIBUTE = /__uv|scramjet|hammerhead|rammerhead|__dynamic|corrosion/i
/** Tell a page where it is, or what it asked for. */
const WHERE =
  /(?:^|\.)(?:URL|documentURI|domain|referrer|baseURI|origin|responseURL|url|frameElement|ancestorOrigins|location|contentWindow|contentDocument|scriptURL|name)$/
/** Ways out of a page, which libraries that measure wrap as well. */
const WALLS =
  /(?:^|\.)(?:cookie|postMessage|innerHTML|outerHTML|insertAdjacentHTML|setAttribute|getAttribute|href|src|srcdoc|srcset|action|integrity|write|Worker|SharedWorker|importScripts|open|localStorage|sessionStorage|eval|Function|WebSocket|EventSource|fetch|sendBeacon|register|pushState|replaceState|Request|toString|getEntries|createElement|importNode)$/
const LEAST_LINKS = 4
const LEAST_ELSEWHERE = 6
const MOST_ELSEWHERE = 4
const LEAST_HIDDEN = 2
const LEAST_RESOURCES = 3

export function lookSigns(facts: Facts): UnblockerSign[] {
  return [...nativeSigns(facts), ...rewrittenSigns(facts), ...nameSigns(facts), ...shellSigns(facts)]
}

function nativeSigns({ signals }: Facts): UnblockerSign[] {
  const { replaced } = signals.acts
  const where = replaced.filter((name) => WHERE.test(name))
  const walls = replaced.filter((name) => WALLS.test(name))
  if (where.length >= 2 && where.length + walls.length >= 4)
    return [{ sign: 'address-natives', detail: where.join(', ') }]
  return walls.length >= 7 || (where.length > 0 && walls.length >= 4)
    ? [{ sign: 'natives-replaced', detail: walls.join(', ') }]
    : []
}

function rewrittenSigns({ signals, carried, links, resources }: Facts): UnblockerSign[] {
  const seen: UnblockerSign[] = []
  const own = signals.links.own.length
  const isRewritten = rewrittenLike(carried)
  const rewritten = links.filter(isRewritten)
  // In the very field in which the page itself hides one, two are enough.
  const least = carried !== null && !carried.isPlain ? LEAST_HIDDEN : LEAST_LINKS
  if (rewritten.length >= least && rewritten.length * 2 >= own)
    seen.push({ sign: 'rewritten-links', detail: told(rewritten) })
  const loaded = resources.filter(isRewritten)
  if (loaded.length >= LEAST_RESOURCES) seen.push({ sign: 'rewritten-resources', detail: told(loaded) })
  const mark = copiedMark(signals.oddAttributes)
  if (mark !== null) seen.push({ sign: 'copied-attributes', detail: mark.replace('|', '…') })
  if (isDoubled(signals.doubled))
    seen.push({ sign: 'doubled-attributes', detail: signals.doubled.names.join(', ') })
  const named = [...signals.oddAttributes, ...signals.comments, ...signals.customElements].find((name) =>
    ENGINE_ATTRIBUTE.test(name),
  )
  if (named !== undefined) seen.push({ sign: 'engine-attributes', detail: ENGINE_ATTRIBUTE.exec(named)?.[0] })
  return seen
}

/**
 * In the path, or in the field in which the page's own address carries one: links that lead out through a counter have
 * a field as well, but stand on a page that carries nothing.
 */
const rewrittenLike =
  (page: Carried | null) =>
  (link: Carried): boolean =>
    link.where === 'path' || (page !== null && page.where === link.where && page.prefix === link.prefix)

const told = (carried: readonly Carried[]): string => `${carried.length}, ${carried[0]?.prefix ?? ''}…`

function nameSigns(facts: Facts): UnblockerSign[] {
  const { signals, site, carried } = facts
  const seen: UnblockerSign[] = []
  const claims = signals.claims.map(siteOf).filter((claimed) => claimed !== site)
  const inner = carried === null ? null : siteOf(carried.host)
  const [claimed] = claims
  if (inner !== null && (claims.includes(inner) || siteOf(signals.iconHost) === inner))
    seen.push({ sign: 'claims-carried', detail: inner })
  else if (claimed !== undefined && facts.isMade) seen.push({ sign: 'claims-nowhere', detail: claimed })
  else if (claimed !== undefined && facts.isUnknown) seen.push({ sign: 'claims-other', detail: claimed })
  const elsewhere = facts.isUnknown ? claims.find((one) => leadsTo(one, facts)) : undefined
  if (elsewhere !== undefined) {
    seen.push({ sign: 'lives-elsewhere', detail: elsewhere })
    if (facts.around.network.boxes.length > 0) seen.push({ sign: 'box-before' })
  }
  const label = inner?.split('.', 1)[0] ?? ''
  if (label.length >= 4 && signals.title.toLowerCase().includes(label))
    seen.push({ sign: 'brand-of-carried', detail: label })
  else if (facts.isUnknown) {
    const brand = brandElsewhere(signals, facts.around.host)
    if (brand !== null) seen.push({ sign: 'brand-of-other', detail: brand })
  }
  return seen
}

/** Nearly all links of a page lead to one other site. */
const leadsTo = (site: string, { signals: { links } }: Facts): boolean =>
  links.count >= LEAST_ELSEWHERE &&
  links.own.length * 4 <= links.count &&
  links.hosts.length <= MOST_ELSEWHERE &&
  links.hosts.some((host) => siteOf(host) === site)

/** One box that an address is typed into, and little else. */
export const asksForAddress = ({ signals, said, isQuiet }: Facts): boolean =>
  signals.inputs.lonelyBox && isQuiet && about(said, 'address').length > 0

function shellSigns(facts: Facts): UnblockerSign[] {
  const { said, around } = facts
  const seen: UnblockerSign[] = []
  if (asksForAddress(facts)) seen.push({ sign: 'address-box' })
  const words = about(said, 'unblock')
  if (words.length >= 2) seen.push({ sign: 'unblock-words', detail: words.slice(0, 5).join(', ') })
  if (facts.signals.isUnread) seen.push({ sign: 'unread' })
  if (around.isCheapPlace) seen.push({ sign: 'cheap-place' })
  return seen
}
